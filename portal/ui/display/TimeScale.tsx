import { cx } from '../cx.ts';
import styles from './TimeScale.module.css';

export interface TimeMark {
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
  label: string;
  note?: string;
}

export interface TimeScaleProps {
  label: string;
  /** Marks in order; the first and the last are the ends of the scale. */
  marks: readonly TimeMark[];
  now: number;
  /** Text over the present instant, such as the time that has passed. */
  nowLabel: string;
  tone: 'idle' | 'review' | 'waiting' | 'bad';
  /** A stopped clock: hatched from the instant at which it stopped, which is then `now`. */
  isPaused?: boolean;
}

/** Position of an instant between two others, from 0 to 1. */
const share = (at: number, from: number, until: number): number =>
  until > from ? Math.min(1, Math.max(0, (at - from) / (until - from))) : 1;

/** A clock from its begin to its end: elapsed time, present instant and the instants at which it acts. */
export function TimeScale({ label, marks, now, nowLabel, tone, isPaused }: TimeScaleProps) {
  const from = marks[0]?.at ?? now;
  const until = marks.at(-1)?.at ?? now;
  const here = share(now, from, until) * 100;
  return (
    <figure className={styles.scale} data-tone={tone} aria-label={label}>
      <div className={styles.now}>
        <span style={{ insetInlineStart: `${here}%`, translate: `-${here}% 0` }}>{nowLabel}</span>
      </div>
      <div className={cx(styles.track, isPaused && styles.paused)} aria-hidden="true">
        <i style={{ width: `${here}%` }} />
        {marks.map(({ id, at }) => (
          <b key={id} style={{ insetInlineStart: `${share(at, from, until) * 100}%` }} />
        ))}
      </div>
      <ol className={styles.marks}>
        {marks.map((mark) => (
          <li key={mark.id} data-past={mark.at <= now ? '' : undefined}>
            <strong>{mark.label}</strong>
            {mark.note && <small className="note">{mark.note}</small>}
          </li>
        ))}
      </ol>
    </figure>
  );
}
