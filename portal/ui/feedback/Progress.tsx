import { ProgressBar } from 'react-aria-components';
import styles from './Progress.module.css';

export interface ProgressProps {
  label: string;
  /** Done and total in the same unit; without a total the bar is indeterminate. */
  value?: number;
  total?: number | null;
  valueText?: string;
}

export function Progress({ label, value = 0, total, valueText }: ProgressProps) {
  const open = !total;
  return (
    <ProgressBar
      value={value}
      maxValue={total ?? 100}
      isIndeterminate={open}
      valueLabel={valueText}
      aria-label={label}
      className={styles.progress}
    >
      {({ percentage, valueText: text }) => (
        <>
          <span className={styles.head}>
            <span className="cut">{label}</span>
            <span className="muted">{open ? valueText : text}</span>
          </span>
          <span className={styles.track}>
            <span
              className={open ? styles.endless : styles.fill}
              style={open ? undefined : { width: `${percentage}%` }}
            />
          </span>
        </>
      )}
    </ProgressBar>
  );
}
