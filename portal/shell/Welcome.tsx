import type { ReactNode } from 'react';
import { cx } from '../ui/cx.ts';
import { PublicFrame } from './PublicFrame.tsx';
import styles from './Welcome.module.css';

/** The pages before a session: one card, and what stands beside it. */
export function Welcome({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  return (
    <PublicFrame className={cx(styles.main, Boolean(aside) && styles.two)}>
      <div className={styles.card}>{children}</div>
      {aside}
    </PublicFrame>
  );
}
