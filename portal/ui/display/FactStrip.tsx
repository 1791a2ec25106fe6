import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import { Card } from '../layout/Card.tsx';
import styles from './FactStrip.module.css';

export interface Fact {
  id: string;
  label: ReactNode;
  value: ReactNode;
  note?: ReactNode;
}

export interface FactStripProps {
  facts: readonly Fact[];
  title?: string;
  note?: ReactNode;
  /** Whether the values are names and numbers of records instead of figures. */
  isNames?: boolean;
}

/** A few facts side by side, such as those that decide about a record at the head of its page. */
export function FactStrip({ facts, title, note, isNames = false }: FactStripProps) {
  return (
    <Card flush title={title} note={note}>
      <dl className={cx(styles.strip, isNames && styles.names)}>
        {facts.map(({ id, label, value, note }) => (
          <div key={id} className={styles.fact}>
            <dt className="note">{label}</dt>
            <dd className={styles.value}>{value}</dd>
            {note && <dd className="note">{note}</dd>}
          </div>
        ))}
      </dl>
    </Card>
  );
}
