import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import styles from './DescriptionList.module.css';

export interface DescriptionListProps {
  items: readonly { id: string; label: ReactNode; value: ReactNode }[];
  /** `sum` puts values at the right edge, as in a calculation; `columns` sets two pairs side by side,
   * `wide` leaves room for long names. */
  variant?: 'plain' | 'sum' | 'columns' | 'wide';
}

/** Names and values of one record. The caller passes a dash for an empty value. */
export function DescriptionList({ items, variant = 'plain' }: DescriptionListProps) {
  return (
    <dl className={cx(styles.list, styles[variant])}>
      {items.map((item) => (
        <div key={item.id} className={styles.pair}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
