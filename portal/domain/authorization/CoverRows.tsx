import type { ReactNode } from 'react';
import { serverNow } from '../../lib/clock.ts';
import { lastDay } from '../../lib/dates.ts';
import { useText } from '../../lib/i18n.tsx';
import { TwoLine } from '../../ui/TwoLine.tsx';
import { DeadlineBadge } from '../DeadlineBadge.tsx';
import styles from './CustomerCoverage.module.css';

/** From how many milliseconds before its end a cover shows what is left. */
const SOON = 30 * 86_400_000;

/** One thing that covers a customer. */
export interface Cover {
  id: string;
  link: ReactNode;
  note?: ReactNode;
  /** Exclusive end. */
  until: string;
}

interface Row extends Omit<Cover, 'until'> {
  until?: string;
  /** Instead of the end. */
  end?: ReactNode;
}

export interface CoverRowsProps {
  title: string;
  empty: string;
  rows: readonly Row[];
  more?: ReactNode;
}

/** One kind of cover; the soonest end stands first. */
export function CoverRows({ title, empty, rows, more }: CoverRowsProps) {
  const t = useText();
  return (
    <section className={styles.group}>
      <h3>
        <span>{title}</span>
        {more}
      </h3>
      {rows.length === 0 ? (
        <p className="note">{empty}</p>
      ) : (
        <ul className={styles.list}>
          {rows.map(({ id, link, note, until, end }) => (
            <li key={id}>
              <TwoLine note={note}>{link}</TwoLine>
              <span className={styles.end}>
                {end}
                {until && Date.parse(until) - serverNow() < SOON && (
                  <DeadlineBadge deadline={{ dueAt: until }} />
                )}
                {until && <span>{t('ui.coverage.until', { date: lastDay(until) })}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
