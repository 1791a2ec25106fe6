import type { ReactNode } from 'react';
import { cx } from '../ui/cx.ts';
import { PublicFrame } from './PublicFrame.tsx';
import styles from './Welcome.module.css';

/** Frame of the sign-in pages: one card with an introduction. */
export function Welcome({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  return (
    <PublicFrame className={cx(styles.main, Boolean(aside) && styles.two)}>
      <div className={styles.card}>{children}</div>
      {aside}
    </PublicFrame>
  );
}
