import { Fragment, type ReactNode } from 'react';
import { serverNow } from '../../lib/clock.ts';
import { DAY, fromDay, isoDay, lastDay } from '../../lib/dates.ts';
import { useText } from '../../lib/i18n.tsx';
import { plusMonths } from '../../lib/months.ts';
import { cx } from '../../ui/cx.ts';
import { TwoLine } from '../../ui/display/TwoLine.tsx';
import { DeadlineBadge } from '../DeadlineBadge.tsx';
import styles from './CoverageTable.module.css';

/** Milliseconds before its end at which a cover shows the remaining time. */
const SOON = 30 * DAY;
const MONTHS = 12;
/** The scale has a mark at the first day of every third month. */
const STEP = 3;

/** One binding, authorization or price with its period. */
export interface Cover {
  id: string;
  link: ReactNode;
  /** Short facts; lines break between two facts, or within the first. */
  notes: readonly string[];
  from: string;
  until: string | null;
  end?: ReactNode;
}

export interface CoverGroup {
  id: string;
  title: string;
  empty: string;
  covers: readonly Cover[];
  more?: ReactNode;
}

/** Twelve months from the present one; positions are fractions of their length. */
function monthsAhead() {
  const first = `${isoDay(serverNow()).slice(0, 7)}-01`;
  const start = Date.parse(fromDay(first));
  const length = Date.parse(fromDay(plusMonths(first, MONTHS))) - start;
  const place = (ms: number) => Math.min(Math.max((ms - start) / length, 0), 1);
  const marks = Array.from({ length: MONTHS / STEP }, (_, i) => plusMonths(first, i * STEP));
  return { place, marks };
}

const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

function Notes({ of: [first, ...others] }: { of: readonly string[] }) {
  return (
    <>
      {first}
      {others.map((note) => (
        <Fragment key={note}>
          {' '}
          <span className={styles.further}>{note}</span>
        </Fragment>
      ))}
    </>
  );
}

/** Table of covers by kind, each with a bar for its period, soonest end first. */
export function CoverageTable({ label, groups }: { label: string; groups: readonly CoverGroup[] }) {
  const t = useText();
  const now = serverNow();
  const { place, marks } = monthsAhead();
  const bar = ({ from, until }: Cover) => {
    const left = place(Date.parse(from));
    const right = until ? place(Date.parse(until)) : 1;
    return { left: percent(left), width: percent(right - left) };
  };
  const soon = (until: string | null) => until !== null && Date.parse(until) - now < SOON;
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('ui.coverage.what')}</th>
          <td className={styles.scale} aria-hidden="true">
            {marks.map((day) => (
              <span key={day} style={{ left: percent(place(Date.parse(fromDay(day)))) }}>
                {day.slice(0, 7)}
              </span>
            ))}
          </td>
          <th scope="col" className={styles.end}>
            {t('ui.coverage.end')}
          </th>
        </tr>
      </thead>
      {groups.map(({ id, title, empty, covers, more }) => (
        <tbody key={id}>
          <tr className={styles.group}>
            <th scope="rowgroup">{title}</th>
            <td className={styles.time} aria-hidden="true" />
            <td className={styles.end}>{more}</td>
          </tr>
          {covers.length === 0 && (
            <tr>
              <td colSpan={3} className="note">
                {empty}
              </td>
            </tr>
          )}
          {covers.map((cover) => (
            <tr key={cover.id}>
              <th scope="row">
                <TwoLine note={<Notes of={cover.notes} />}>{cover.link}</TwoLine>
              </th>
              <td className={styles.time} aria-hidden="true">
                <span className={styles.track}>
                  <span
                    className={cx(
                      styles.bar,
                      soon(cover.until) && styles.soon,
                      Date.parse(cover.from) > now && styles.coming,
                    )}
                    style={bar(cover)}
                  />
                  <span className={styles.today} style={{ left: percent(place(now)) }} />
                </span>
              </td>
              <td className={styles.end}>
                <span className={styles.ends}>
                  {cover.end ??
                    (cover.until && (
                      <span>{t('ui.coverage.until', { date: lastDay(cover.until) })}</span>
                    ))}
                  {soon(cover.until) && cover.until && (
                    <DeadlineBadge deadline={{ dueAt: cover.until }} />
                  )}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
