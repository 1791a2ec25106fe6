import { useText } from '../../../lib/i18n.tsx';
import { monthsIn, type ReportProps } from './define.ts';

export interface MonthsNoteProps {
  period: ReportProps['period'];
  kept?: 'last' | 'first';
  children: string;
}

/** Note of a chart by month, with the shown months if they are not all of the period. */
export function MonthsNote({ period, kept, children }: MonthsNoteProps) {
  const t = useText();
  const months = monthsIn(period, kept);
  const [from, to] = [months[0] ?? '', months.at(-1) ?? ''];
  const isWhole = period.start.startsWith(from) && period.end.startsWith(to);
  return isWhole ? children : `${children} · ${t('ui.report.shownMonths', { from, to })}`;
}
