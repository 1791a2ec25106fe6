import { useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import type { BuyerQuoteQuery, OrderQuoteInput } from '../../../gql/graphql.ts';
import { useSettled } from '../../../lib/debounce.ts';

const Quoted = graphql(`
  query BuyerQuote($input: OrderQuoteInput!) {
    orderQuote(input: $input) {
      listTotal { amount currency }
      dealTotal { amount currency }
      voucherTotal { amount currency }
      cashTotal { amount currency }
      preselectedPartnerId preselectedPartnerName
      lines { specificationId termsFamily termsVersion }
      userErrors { code field message params { key value } }
    }
  }
`);

export type Quote = BuyerQuoteQuery['orderQuote'];

/** Prices of the basket, asked for after each change with a delay; null while unknown. */
export function useQuote(input: OrderQuoteInput | null): Quote | null {
  const now = JSON.stringify(input);
  const text = useSettled(now);
  const [{ data, fetching, operation }] = useQuery({
    query: Quoted,
    variables: { input: JSON.parse(text) as OrderQuoteInput },
    pause: text === 'null',
    requestPolicy: 'network-only',
  });
  const isCurrent = text === now && JSON.stringify(operation?.variables.input) === now;
  return !fetching && isCurrent && data ? data.orderQuote : null;
}
