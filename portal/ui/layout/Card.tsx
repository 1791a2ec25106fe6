import { type ReactNode, useId } from 'react';
import { cx } from '../cx.ts';
import styles from './Card.module.css';

export interface CardProps {
  title?: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  /** Extends the content to the edges, for tables and lists. */
  flush?: boolean;
  className?: string;
}

export function Card({ title, note, actions, children, footer, flush, className }: CardProps) {
  const id = useId();
  return (
    <section className={cx(styles.card, className)} aria-labelledby={title ? id : undefined}>
      {(title || actions) && (
        <header className={styles.head}>
          {title && <h2 id={id}>{title}</h2>}
          {note && <span className="note">{note}</span>}
          <span className="grow" />
          {actions}
        </header>
      )}
      {children !== undefined && <div className={flush ? undefined : styles.body}>{children}</div>}
      {footer && <footer className={styles.foot}>{footer}</footer>}
    </section>
  );
}

/** A figure with a caption; place several in a `StatRow`. */
export function Stat({
  label,
  value,
  note,
}: {
  label: ReactNode;
  value: ReactNode;
  note?: ReactNode;
}) {
  return (
    <div className={styles.stat}>
      <span className="note">{label}</span>
      <strong>{value}</strong>
      {note && <span className="note">{note}</span>}
    </div>
  );
}

export function StatRow({ children }: { children: ReactNode }) {
  return <div className={styles.stats}>{children}</div>;
}
