import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import styles from './Scale.module.css';

export interface ScaleMark {
  id: string;
  /** Position from 0 to 1. */
  at: number;
  label: ReactNode;
  note?: ReactNode;
  above?: boolean;
}

export interface ScaleProps {
  label: string;
  /** Filled part of the bar, from 0 to 1. */
  filled: number;
  tone?: 'brand' | 'good' | 'waiting' | 'bad';
  marks: readonly ScaleMark[];
}

const within = (at: number): number => Math.min(1, Math.max(0, at));

/** A bar with marks above and below it; on a narrow screen the marks are a list under the bar. */
export function Scale({ label, filled, tone = 'brand', marks }: ScaleProps) {
  return (
    <div className={styles.scale}>
      <div className={styles.track} aria-hidden>
        <span
          className={cx(styles.fill, styles[tone])}
          style={{ inlineSize: `${within(filled) * 100}%` }}
        />
        {marks.map(({ id, at }) => (
          <i
            key={id}
            className={styles.tick}
            style={{ insetInlineStart: `${within(at) * 100}%` }}
          />
        ))}
      </div>
      <ul className={styles.marks} aria-label={label}>
        {marks.map(({ id, at, label: text, note, above }) => (
          <li
            key={id}
            className={cx(styles.mark, above && styles.above)}
            data-edge={at < 0.12 ? 'start' : at > 0.88 ? 'end' : undefined}
            style={{ insetInlineStart: `${within(at) * 100}%` }}
          >
            <strong>{text}</strong>
            {note && <span className="note">{note}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
