import { daysBetween, plusDays } from '../../../lib/dates.ts';
import { plusMonths } from '../../../lib/months.ts';

/** A range of days; `until` is not included. */
export interface Span {
  from: string;
  until: string;
}

export const monthPlus = (month: string, months: number): string =>
  plusMonths(`${month}-01`, months).slice(0, 7);

/** The months up to `month`, oldest first. */
export const monthsTo = (month: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => monthPlus(month, i + 1 - count));

/** The latest month with a complete day, when the figures end before the day `until`. */
export const latestMonth = (until: string): string => plusDays(until, -1).slice(0, 7);

/** The complete days of a month. */
export function spanOf(month: string, until: string): Span & { isPartial: boolean } {
  const end = `${monthPlus(month, 1)}-01`;
  const isPartial = until < end;
  return { from: `${month}-01`, until: isPartial ? until : end, isPartial };
}

/** The same days a year before: the whole month of a whole month, as many days of a partial one. */
export function yearBefore(span: Span & { isPartial: boolean }): Span {
  const from = plusMonths(span.from, -12);
  const end = plusMonths(from, 1);
  const same = plusDays(from, daysBetween(span.from, span.until));
  return { from, until: span.isPartial && same < end ? same : end };
}

/** The periods of a month's targets: the month, its quarter and its year. */
export const periodsOf = (month: string): { month: string; quarter: string; year: string } => ({
  month,
  quarter: `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`,
  year: month.slice(0, 4),
});
