import { fromDay, isoDay } from '../../../lib/dates.ts';
import type { Text } from '../../../lib/i18n.tsx';
import { plusMonths } from '../../../lib/months.ts';

const MONTHS = 12;

interface Span {
  from: string;
  until?: string | null;
}

export type Cell = 'discount' | 'authorized' | 'none';
export interface Month {
  /** "2026-11". */
  name: string;
  cell: Cell;
}

const meets = ({ from, until }: Span, start: number, end: number): boolean =>
  Date.parse(from) < end && (!until || Date.parse(until) > start);

/** The next twelve months from the present one, each with the strongest cover that it has on some day. */
export function monthsOf(
  { discounted, authorized }: { discounted: readonly Span[]; authorized: readonly Span[] },
  now: number,
): Month[] {
  const first = `${isoDay(now).slice(0, 7)}-01`;
  return Array.from({ length: MONTHS }, (_, i) => {
    const day = plusMonths(first, i);
    const start = Date.parse(fromDay(day));
    const end = Date.parse(fromDay(plusMonths(first, i + 1)));
    const has = (spans: readonly Span[]) => spans.some((span) => meets(span, start, end));
    const cell = has(discounted) ? 'discount' : has(authorized) ? 'authorized' : 'none';
    return { name: day.slice(0, 7), cell };
  });
}

/** The months in words: "2026-11 to 2026-12 discount; 2027-01 to 2027-10 authorized". */
export function sayMonths(months: readonly Month[], t: Text): string {
  const runs: { from: string; until: string; cell: Cell }[] = [];
  for (const { name, cell } of months) {
    const last = runs.at(-1);
    if (last?.cell === cell) last.until = name;
    else runs.push({ from: name, until: name, cell });
  }
  return runs
    .map(({ from, until, cell }) =>
      t('ui.coverage.run', { from, until, cell: t(`ui.coverage.cell.${cell}`) }),
    )
    .join(t('ui.listSeparator'));
}
