import type { ReactNode } from 'react';
import { Card } from '../layout/Card.tsx';
import styles from './Figure.module.css';

export interface FigureProps {
  label: ReactNode;
  value: ReactNode;
  /** What to compare it with, or what stands behind it. */
  note?: ReactNode;
  /** Its course in small. */
  trend?: ReactNode;
  /** Leads to the rows that it counts. */
  link?: ReactNode;
}

/** One figure of the business on a card of its own; several stand in a `CardGrid`. */
export function Figure({ label, value, note, trend, link }: FigureProps) {
  return (
    <Card className={styles.figure}>
      <div className={styles.head}>
        <span className="note">{label}</span>
        {trend}
      </div>
      <p className={styles.value}>{value}</p>
      <div className={styles.foot}>
        <span className="note">{note}</span>
        {link}
      </div>
    </Card>
  );
}
