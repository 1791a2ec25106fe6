import { useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import type { InvoiceFileField } from '../../../gql/graphql.ts';

const Read = graphql(`
  query UseInvoiceFile($input: InvoiceFileInput!) {
    invoiceFile(input: $input) {
      name
      fields { field given problem { code } }
      userErrors { code field message params { key value } }
      ...Comparison_file
    }
  }
`);

/** The invoice in the uploaded files, with its fields by name; nothing is read without files. */
export function useInvoiceFile(invoiceId: string, attachmentIds: readonly string[]) {
  const [{ data, fetching }] = useQuery({
    query: Read,
    variables: { input: { invoiceId, attachmentIds: [...attachmentIds] } },
    pause: attachmentIds.length === 0,
  });
  const file = attachmentIds.length === 0 ? undefined : data?.invoiceFile;
  const given = (field: InvoiceFileField): string | null =>
    file?.fields.find((one) => one.field === field)?.given ?? null;
  return { file, given, isReading: fetching };
}
