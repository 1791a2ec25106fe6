import { DateInput, DateSegment } from 'react-aria-components';
import { cx } from '../cx.ts';
import styles from './DatePicker.module.css';

/** Dates use hyphens in both languages: 2026-11-24. */
export function DateSegments({ slot, className }: { slot?: 'start' | 'end'; className?: string }) {
  return (
    <DateInput slot={slot} className={cx(styles.input, className)}>
      {(segment) => (
        <DateSegment segment={segment} className={styles.segment}>
          {segment.type === 'literal' ? segment.text.replace('/', '-') : undefined}
        </DateSegment>
      )}
    </DateInput>
  );
}
