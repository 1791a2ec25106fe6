import { useState } from 'react';
import { serverNow } from '../../lib/clock.ts';
import { isoDay, plusDays, untilDay } from '../../lib/dates.ts';
import { useText } from '../../lib/i18n.tsx';
import { DatePicker } from '../../ui/fields/DatePicker.tsx';
import { Segmented } from '../../ui/fields/Segmented.tsx';
import styles from './Bulk.module.css';

export type Duration = { months: number } | { validUntil: string };

const MONTHS = [3, 6, 12] as const;
const ONE_DAY = 'day';

/** Months by which each row goes on; with `onDay`, also one last day for all. Null while incomplete. */
export function DurationField({
  value,
  onChange,
  onDay,
}: {
  value: Duration | null;
  onChange: (value: Duration | null) => void;
  onDay?: boolean;
}) {
  const t = useText();
  const [last, setLast] = useState<string | null>(null);
  const months = value && 'months' in value ? value.months : null;
  const options = MONTHS.map((count) => ({
    id: String(count),
    label: t('ui.bulk.extendMonths', { months: count }),
  }));
  return (
    <>
      <div className={styles.duration}>
        <span aria-hidden="true">{t('ui.bulk.extendBy')}</span>
        <Segmented
          label={t('ui.bulk.extendBy')}
          value={months === null ? ONE_DAY : String(months)}
          onChange={(id) => {
            if (id !== ONE_DAY) onChange({ months: Number(id) });
            else onChange(last ? { validUntil: untilDay(last) } : null);
          }}
          options={onDay ? [...options, { id: ONE_DAY, label: t('ui.bulk.extendOnDay') }] : options}
        />
      </div>
      {months === null && (
        <DatePicker
          label={t('ui.bulk.extendUntil')}
          value={last}
          onChange={(day) => {
            setLast(day);
            onChange(day ? { validUntil: untilDay(day) } : null);
          }}
          min={plusDays(isoDay(serverNow()), 1)}
          isRequired
        />
      )}
    </>
  );
}
