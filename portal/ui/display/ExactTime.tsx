import type { ReactNode } from 'react';
import styles from './ExactTime.module.css';

export interface ExactTimeProps {
  /** ISO instant. */
  at: string;
  exact: string;
  children: ReactNode;
}

/** Container that reveals its exact times when focused: a row, an item, an option. */
const HOLDER = 'tr, li, [role=option]';

function stopWhereNeeded(time: HTMLElement | null) {
  const holder = time?.closest(HOLDER);
  const isShownBy = holder?.matches('[role=option]') || holder?.querySelector('a, button, input');
  if (time && !isShownBy) time.tabIndex = 0;
}

/**
 * A time in relative words. The exact time is read out after it and shown on hover and on focus.
 * Inside a focusable row the row's focus reveals it, so that a list gets no extra tab stops. An option
 * reveals it on hover only: the focus stays on it, and the time left would stay covered.
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
