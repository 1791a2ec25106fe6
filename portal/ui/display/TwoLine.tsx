import type { ReactNode } from 'react';
import styles from './TwoLine.module.css';

/** A name over a smaller second line, as in the first cell of most tables. */
export function TwoLine({ children, note }: { children: ReactNode; note: ReactNode }) {
  return (
    <span className={styles.two}>
      <span className={styles.line}>{children}</span>
      <span className={styles.note}>{note}</span>
    </span>
  );
}
