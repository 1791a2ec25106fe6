import { fromDay, untilDay } from './dates.ts';
import type { Period, SortState } from './url-state.ts';

/** A filter of several words as the API takes it: nothing chosen is no filter. */
export const orNone = <V>(values: readonly string[]): V[] | null =>
  values.length > 0 ? ([...values] as V[]) : null;

/** Days from the first to the last one, both included, as a range of instants. */
export const rangeOf = (period: Period | null): { from: string; until: string } | null =>
  period && { from: fromDay(period.start), until: untilDay(period.end) };

/** The order of a list whose sort ids are the API's order fields. */
export const orderOf = <F>(sort: SortState | null, fallback: F) => ({
  field: (sort?.id ?? fallback) as F,
  direction: sort?.direction === 'asc' ? ('ASC' as const) : ('DESC' as const),
});
