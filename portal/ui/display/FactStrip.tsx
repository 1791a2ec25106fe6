import type { ReactNode } from 'react';
import { Card } from '../layout/Card.tsx';
import styles from './FactStrip.module.css';

export interface Fact {
  id: string;
  label: ReactNode;
  value: ReactNode;
  note?: ReactNode;
}

/** The few facts that decide about a record, side by side at the head of its page. */
export function FactStrip({ facts }: { facts: readonly Fact[] }) {
  return (
    <Card flush>
      <dl className={styles.strip}>
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
