import { useText } from '../lib/i18n.tsx';
import { DateRangePicker } from '../ui/fields/DateRangePicker.tsx';
import type { ChipProps } from './chip.ts';
import { periodOf } from './filters.ts';
import styles from './List.module.css';
import { PeriodPresets } from './PeriodPresets.tsx';

/** A range of days, both included. In its own chunk, because the calendar is as large as the rest of a list. */
export function PeriodForm({ filter, text, onChange }: ChipProps) {
  const t = useText();
  return (
    <div className={styles.pop}>
      <PeriodPresets label={t(filter.label)} text={text} onChange={onChange} />
      <DateRangePicker
        label={t(filter.label)}
        value={periodOf(text)}
        onChange={(period) => onChange(period ? `${period.start}~${period.end}` : '')}
      />
    </div>
  );
}
