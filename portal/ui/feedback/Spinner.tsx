import styles from './Spinner.module.css';

export interface SpinnerProps {
  size?: number;
  /** With a label the spinner is announced; without one it is decorative. */
  label?: string;
}

/** An indeterminate wait of one or two seconds; use text or Progress for anything longer. */
export function Spinner({ size = 16, label }: SpinnerProps) {
  return (
    <svg
      className={styles.spinner}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <circle className={styles.track} cx="8" cy="8" r="6.5" />
      <path className={styles.arc} d="M8 1.5A6.5 6.5 0 0 1 14.5 8" />
    </svg>
  );
}
