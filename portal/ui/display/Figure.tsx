import type { ReactNode } from 'react';
import { Card } from '../layout/Card.tsx';
import styles from './Figure.module.css';

export interface FigureProps {
  label: ReactNode;
  value: ReactNode;
  note?: ReactNode;
  trend?: ReactNode;
  link?: ReactNode;
}

/** One business figure on a card; place several in a `CardGrid`. */
export function Figure({ label, value, note, trend, link }: FigureProps) {
  return (
    <Card className={styles.figure}>
      <div className="note">{label}</div>
      <div className={styles.main}>
        <p className={styles.value}>{value}</p>
        {trend}
      </div>
      <div className={styles.foot}>
        <span className="note">{note}</span>
        {link}
      </div>
    </Card>
  );
}
