import { partOf } from '../../../../lib/figures.ts';
import type { Format } from '../../../../lib/format.ts';
import type { Text } from '../../../../lib/i18n.tsx';
import type { Drill } from '../Figure.tsx';

export const COUNTS = {
  IN_TIME: 'inTimeCount',
  LATE: 'lateCount',
  LAPSED: 'lapsedCount',
  WITHDRAWN: 'withdrawnCount',
} as const;

/** Fills of the chart: the colors of the outcomes' badges. */
export const FILL = { IN_TIME: 1, LATE: 2, LAPSED: 4, WITHDRAWN: 5 } as const;

export type Counts = Record<(typeof COUNTS)[keyof typeof COUNTS], number>;

/** The ended deadlines that a figure counts. */
export const outcomesOf = (search: Readonly<Record<string, string>>): Drill => ({
  to: '/reports/deadlines/outcomes',
  may: 'DeadlineOutcome',
  search,
});

/** Share of the answers in time among the deadlines that needed one; null without any. */
export const keptOf = ({ inTimeCount, lateCount, lapsedCount }: Counts): string | null =>
  partOf(String(inTimeCount), String(inTimeCount + lateCount + lapsedCount));

/** "2 days 4 h left" or "1 day late". */
export const leftText = (seconds: number | null | undefined, t: Text, format: Format): string => {
  if (seconds === null || seconds === undefined) return t('ui.none');
  const span = format.span(Math.abs(seconds) * 1000);
  return t(seconds < 0 ? 'ui.report.lateBy' : 'ui.report.left', { span });
};
