import { useQuery } from 'urql';
import type { Totals } from './column.ts';
import type { List } from './define.ts';
import type { variablesOf } from './input.ts';

/**
 * The sums for the list's footer. A query of its own, because it reads all rows: the page does not wait for it, and
 * turning the page does not sum again.
 */
export function useTotals(
  list: List,
  { filter }: ReturnType<typeof variablesOf>,
  isPending: boolean,
): Totals | undefined {
  const [{ data, fetching }] = useQuery({
    // `pause` needs a document too; it is never sent.
    query: list.totals ?? (list.query as NonNullable<List['totals']>),
    variables: { filter },
    pause: !list.totals || isPending,
    requestPolicy: 'cache-and-network',
  });
  return list.totals && !fetching ? data?.list?.totals : undefined;
}
