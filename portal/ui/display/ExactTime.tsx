import type { ReactNode } from 'react';
import styles from './ExactTime.module.css';

export interface ExactTimeProps {
  /** ISO instant. */
  at: string;
  /** The same as it is written in full. */
  exact: string;
  /** The same in words that change with the present time. */
  children: ReactNode;
}

/** What shows the times in it while something else in it has the focus: a row, an item, an option. */
const HOLDER = 'tr, li, [role=option]';

function stopWhereNeeded(time: HTMLElement | null) {
  const holder = time?.closest(HOLDER);
  const isShownBy = holder?.matches('[role=option]') || holder?.querySelector('a, button, input');
  if (time && !isShownBy) time.tabIndex = 0;
}

/**
 * A time in relative words. The exact one is read out after them, and stands over them for a pointer and
 * for the focus: that of its row where there is one, so that a list gets no more stops, and its own elsewhere.
 */
export function ExactTime({ at, exact, children }: ExactTimeProps) {
  if (children === exact) return <time dateTime={at}>{exact}</time>;
  return (
    <time ref={stopWhereNeeded} dateTime={at} className={styles.time}>
      {children}
      <span className={styles.exact}>{exact}</span>
    </time>
  );
}
