import { CopyButton } from '../actions/CopyButton.tsx';
import { cx } from '../cx.ts';
import styles from './CopyField.module.css';

export interface CopyFieldProps {
  label: string;
  value: string;
  copyLabel: string;
  copiedLabel: string;
  /** Draws the text without a frame. */
  compact?: boolean;
}

/** A value to copy: a link, a secret shown once, a request id. */
export function CopyField({ label, value, copyLabel, copiedLabel, compact }: CopyFieldProps) {
  return (
    <div className={cx(styles.field, compact && styles.compact)}>
      <span className={styles.label}>{label}</span>
      <span className={styles.box}>
        <code className={styles.value}>{value}</code>
        <CopyButton value={value} label={copyLabel} copiedLabel={copiedLabel} />
      </span>
    </div>
  );
}
