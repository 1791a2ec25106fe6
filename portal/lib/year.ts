import { fromDay, isoDay, untilDay } from './dates.ts';

/** First and last day of the present year in Shanghai. */
export function yearDays(now: number): [first: string, last: string] {
  const year = isoDay(now).slice(0, 4);
  return [`${year}-01-01`, `${year}-12-31`];
}

/** The year as the API takes it. */
export function yearRange(now: number): { from: string; until: string } {
  const [first, last] = yearDays(now);
  return { from: fromDay(first), until: untilDay(last) };
}
