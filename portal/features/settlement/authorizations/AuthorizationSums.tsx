import { useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FactStrip } from '../../../ui/display/FactStrip.tsx';

const Sums = graphql(`
  query AuthorizationSums {
    pending: paymentAuthorizations(first: 1, filter: { status: [PENDING] }) {
      count { value isExact } totals { amount { amount currency } }
    }
    flagged: paymentAuthorizations(first: 1, filter: { status: [PENDING], isFlagged: true }) {
      count { value isExact } totals { amount { amount currency } }
    }
    refused: paymentAuthorizations(first: 1, filter: { status: [REFUSED] }) {
      count { value isExact } totals { amount { amount currency } }
    }
  }
`);

/** Counts and sums of the payments that are pending, overdue and refused. */
export function AuthorizationSums() {
  const t = useText();
  const format = useFormat();
  const [{ data }] = useQuery({ query: Sums, requestPolicy: 'cache-and-network' });
  if (!data) return null;
  return (
    <FactStrip
      facts={(['pending', 'flagged', 'refused'] as const).map((id) => {
        const { count, totals } = data[id];
        return {
          id,
          label: t(`ui.paymentQueue.sum.${id}`),
          value: (
            <span className={id === 'flagged' && count.value > 0 ? 't-bad' : undefined}>
              {format.money(totals.amount)}
            </span>
          ),
          note: t('ui.paymentQueue.lines', { text: format.count(count), count: count.value }),
        };
      })}
    />
  );
}
