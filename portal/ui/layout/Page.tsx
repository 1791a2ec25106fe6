import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import styles from './Page.module.css';

export interface PageProps {
  children: ReactNode;
  /** A bar fixed to the bottom, such as the steps of a wizard. */
  footer?: ReactNode;
  /** `narrow` limits the line length, for forms and settings. */
  width?: 'full' | 'narrow';
}

/** The scrolling body of a page with margins and gaps. */
export function Page({ children, footer, width = 'full' }: PageProps) {
  return (
    <div className={styles.page}>
      <div className={cx(styles.body, styles[width])}>{children}</div>
      {footer && (
        <div className={styles.foot} data-noprint>
          {footer}
        </div>
      )}
    </div>
  );
}

export interface ColumnsProps {
  children: ReactNode;
  aside: ReactNode;
  /** Whether the aside holds tables. */
  wide?: boolean;
}

/** Main column and an aside of fixed width; stacked on small screens. */
export function Columns({ children, aside, wide }: ColumnsProps) {
  return (
    <div className={cx(styles.columns, wide && styles.wide)}>
      <div className="stack">{children}</div>
      <div className="stack">{aside}</div>
    </div>
  );
}

export function CardGrid({ children, min = 220 }: { children: ReactNode; min?: number }) {
  return (
    <div
      className={styles.grid}
      style={{ gridTemplateColumns: `repeat(auto-fit, minmax(min(${min}px, 100%), 1fr))` }}
    >
      {children}
    </div>
  );
}
