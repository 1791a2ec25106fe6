import type { ReactNode } from 'react';
import styles from './Reports.module.css';

/** A share of a whole with its bar. */
export function Part({ of, children }: { of: string | null; children: ReactNode }) {
  const width = Math.min(100, Math.max(0, Number(of ?? 0) * 100));
  return (
    <span className={styles.part}>
      <span className={styles.track} aria-hidden="true">
        <i style={{ width: `${width}%` }} />
      </span>
      <span>{children}</span>
    </span>
  );
}
