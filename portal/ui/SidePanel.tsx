import type { ReactNode } from 'react';
import styles from './SidePanel.module.css';

export interface SidePanelProps {
  /** The list that stays usable. */
  children: ReactNode;
  /** The open record, or null when nothing is open. */
  panel: ReactNode;
  panelLabel: string;
}

/** A list with a record docked beside it; below 1100 px the record covers the list. */
export function SidePanel({ children, panel, panelLabel }: SidePanelProps) {
  return (
    <div className={styles.split} data-open={panel ? '' : undefined}>
      <div className={styles.list}>{children}</div>
      {panel && (
        <aside className={styles.panel} aria-label={panelLabel}>
          {panel}
        </aside>
      )}
    </div>
  );
}

export interface PanelPartsProps {
  /** Badges, title and the close button. */
  head: ReactNode;
  /** `PanelSection`s. */
  children: ReactNode;
  footer?: ReactNode;
}

/** Head, scrolling sections and a foot with the actions. */
export function PanelLayout({ head, children, footer }: PanelPartsProps) {
  return (
    <div className={styles.layout}>
      <header className={styles.head}>{head}</header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard has to reach what scrolls, also where it holds no link */}
      <div className={styles.body} tabIndex={0}>
        {children}
      </div>
      {footer && <footer className={styles.foot}>{footer}</footer>}
    </div>
  );
}

export function PanelSection({
  title,
  action,
  children,
}: {
  title?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles.section}>
      {title && (
        <h2 className={styles.title}>
          <span>{title}</span>
          {action}
        </h2>
      )}
      {children}
    </section>
  );
}
