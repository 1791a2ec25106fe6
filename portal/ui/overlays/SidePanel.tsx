import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from 'react';
import styles from './SidePanel.module.css';

export interface SidePanelProps {
  children: ReactNode;
  panel: ReactNode;
  panelLabel: string;
  onClose: () => void;
}

/**
 * A list with a record docked beside it. Below 1100 px the record covers the list and takes the
 * focus. Escape closes the panel and returns the focus to the row.
 */
export function SidePanel({ children, panel, panelLabel, onClose }: SidePanelProps) {
  const aside = useRef<HTMLElement>(null);
  const lastInList = useRef<HTMLElement>(null);
  const isOpen = Boolean(panel);
  useLayoutEffect(() => {
    if (!isOpen || !aside.current) return;
    if (getComputedStyle(aside.current).position === 'fixed') aside.current.focus();
    return () => {
      if (document.activeElement === document.body) lastInList.current?.focus();
    };
  }, [isOpen]);
  function closeOnEscape(event: KeyboardEvent<HTMLDivElement>) {
    const isOwn = event.currentTarget.contains(event.target as Node);
    if (isOpen && isOwn && event.key === 'Escape' && !event.defaultPrevented) onClose();
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it handles keys of the focused element inside
    <div className={styles.split} data-open={panel ? '' : undefined} onKeyDown={closeOnEscape}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only remembers the focused element inside */}
      <div
        className={styles.list}
        onFocus={(event) => {
          lastInList.current = event.target;
        }}
      >
        {children}
      </div>
      {panel && (
        <aside ref={aside} className={styles.panel} aria-label={panelLabel} tabIndex={-1}>
          {panel}
        </aside>
      )}
    </div>
  );
}

export interface PanelPartsProps {
  head: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
}

export function PanelLayout({ head, children, footer }: PanelPartsProps) {
  return (
    <div className={styles.layout}>
      <header className={styles.head}>{head}</header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must reach scrollable content without links */}
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
