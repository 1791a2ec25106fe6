import type { ReactNode } from 'react';
import { Card } from '../../ui/layout/Card.tsx';
import styles from './BuyerColumns.module.css';

export interface BuyerColumnsProps {
  children: ReactNode;
  /** Sums or facts beside the content; below it on a telephone. */
  aside?: ReactNode;
  /** The customer's decision; at the foot of the screen on a telephone. */
  decision?: ReactNode;
}

/** A page of the buyer's space: content, what it sums up to, and the one decision. */
export function BuyerColumns({ children, aside, decision }: BuyerColumnsProps) {
  return (
    <div className={styles.columns}>
      <div className={styles.content}>{children}</div>
      {aside && <div className={styles.aside}>{aside}</div>}
      {decision && (
        <div className={styles.decision}>
          <Card>{decision}</Card>
        </div>
      )}
    </div>
  );
}
