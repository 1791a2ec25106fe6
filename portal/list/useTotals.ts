import { useQuery } from 'urql';
import { serverNow } from '../lib/clock.ts';
import { fromDay, isoDay, lastDay, untilDay } from '../lib/dates.ts';
import { useLastValue } from '../lib/last-value.ts';
import { comparedDays, type Days } from '../lib/period.ts';
import type { Totals } from './column.ts';
import type { List } from './define.ts';
import type { variablesOf } from './input.ts';
import type { ListState } from './useListState.ts';

type Filter = ReturnType<typeof variablesOf>['filter'];

/**
 * The sums for the list's footer. A query of its own, because it reads all rows: the page does not wait for it, and
 * turning the page does not sum again.
 */
export function useTotals(list: List, filter: Filter, isPending: boolean): Totals | undefined {
  const [{ data, fetching }] = useQuery({
    // `pause` needs a document too; it is never sent.
    query: list.totals ?? (list.query as NonNullable<List['totals']>),
    variables: { filter },
    pause: !list.totals || isPending,
    requestPolicy: 'cache-and-network',
  });
  const found = useLastValue(JSON.stringify(filter), fetching ? null : data?.list?.totals);
  return list.totals && !isPending ? found : undefined;
}

/** Sums of as many days of the period before. */
export interface Compared {
  now: Days;
  before: Days;
  /** Undefined while they load. */
  totals: Totals | undefined;
}

/** The sums of the period before the one that the list shows; null without a period. */
export function useComparison(
  list: List,
  state: Pick<ListState, 'text'>,
  filter: Filter,
  isPending: boolean,
): Compared | null {
  const { period, lastDay: ofData } = list;
  const text = period ? state.text(period) : '';
  const [{ data }] = useQuery({
    query: ofData ?? (list.query as NonNullable<List['lastDay']>),
    variables: {},
    pause: !ofData || text === '',
  });
  const today = isoDay(serverNow());
  const last = ofData ? data && lastDay(data.dataAsOf.until) : today;
  const days = last && text ? comparedDays(text, last, today) : null;
  const range = days && {
    from: fromDay(days.before.start),
    until: untilDay(days.before.end),
  };
  const totals = useTotals(
    list,
    range && period ? { ...filter, [period]: range } : filter,
    isPending || !range,
  );
  return days && { ...days, totals };
}
