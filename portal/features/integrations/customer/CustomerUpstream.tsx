import { UpstreamCall } from '../../../domain/UpstreamCall.tsx';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { useMay } from '../../../lib/session.ts';
import { DifferenceTable } from '../upstream/DifferenceTable.tsx';
import { CustomerTab } from './CustomerTab.tsx';

const Differences = graphql(`
  query CustomerUpstream($id: ID!) {
    customer(by: { id: $id }) { id upstreamId }
    differences(first: 50, filter: { customerId: [$id], status: [OPEN] }) {
      nodes { id ...DifferenceTable_difference }
    }
  }
`);
const refetch = graphql(`
  mutation CustomerUpstream_refetch($input: CustomerRefetchInput!, $idempotencyKey: ID!) {
    step: customerRefetch(input: $input, idempotencyKey: $idempotencyKey) {
      customer { id }
      outcome code requestId
      userErrors { code field message params { key value } }
    }
  }
`);

/** Tab of a customer: its differences, for those who keep the account. */
export function CustomerUpstream({ of }: { of: string }) {
  const t = useText();
  const may = useMay();
  return (
    <CustomerTab query={Differences} of={of}>
      {({ customer, differences }) => (
        <DifferenceTable
          differences={differences.nodes}
          status="OPEN"
          actions={
            customer?.upstreamId &&
            may('customerRefetch') && (
              <UpstreamCall command={refetch} id={customer.id} label={t('ui.upstream.refetch')} />
            )
          }
        />
      )}
    </CustomerTab>
  );
}
