import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import styles from './Timeline.module.css';

export interface TimelineItem {
  id: string;
  /** `good` done, `bad` refused or failed, `brand` an act of a person; omit for the rest. */
  tone?: 'good' | 'bad' | 'brand';
  title: ReactNode;
  note?: ReactNode;
  children?: ReactNode;
}

export function Timeline({ items, label }: { items: readonly TimelineItem[]; label: string }) {
  return (
    <ol className={styles.timeline} aria-label={label}>
      {items.map((item) => (
        <li key={item.id} className={cx(styles.item, item.tone && styles[item.tone])}>
          <div>{item.title}</div>
          {item.note && <p className="note">{item.note}</p>}
          {item.children}
        </li>
      ))}
    </ol>
  );
}
