import { ArrowLeft } from 'lucide-react';
import { Fragment, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { IconButton } from '../actions/IconButton.tsx';
import styles from './Desk.module.css';

/** A queue beside the case that is being worked on. On a telephone one of the two is shown. */
export function Desk({ isOpen, children }: { isOpen: boolean; children: ReactNode }) {
  return (
    <div className={styles.desk} data-open={isOpen ? '' : undefined}>
      {children}
    </div>
  );
}

/**
 * The case that a desk opens by itself: the first one of its queue. It is chosen once for each view, as
 * soon as the queue is current, so that no other case takes its place while it is being decided.
 */
export function useFirstCase(first: string | undefined, isCurrent: boolean, view = '') {
  const [kept, keep] = useState<{ view: string; id: string } | null>(null);
  if (kept?.view === view) return kept.id;
  if (isCurrent && first) keep({ view, id: first });
  return first;
}

export interface DeskQueueProps {
  label: string;
  head: ReactNode;
  children: ReactNode;
}

export function DeskQueue({ label, head, children }: DeskQueueProps) {
  return (
    <section className={styles.queue} aria-label={label}>
      {head && <header className={styles.queueHead}>{head}</header>}
      {children}
    </section>
  );
}

/** Two things at the ends of one line, in the queue's head and rows. */
export function DeskLine({ children }: { children: ReactNode }) {
  return <span className={styles.line}>{children}</span>;
}

const TYPED_IN = 'input, textarea, [contenteditable], [role=dialog], [role=alertdialog]';

const optionId = (id: string) => `case-${id}`;

export interface DeskSection {
  id: string;
  head?: ReactNode;
  ids: readonly string[];
}

export interface DeskListProps {
  label: string;
  sections: readonly DeskSection[];
  activeId: string | null;
  onActive: (id: string) => void;
  /** False turns single keys off. They work only while the list has the focus. */
  hasLetters?: boolean;
  /** Single-key steps besides J and K. */
  letters?: Readonly<Record<string, () => void>>;
  /** Marks rows that are done but can be undone. */
  isDecided?: (id: string) => boolean;
  children: (id: string) => ReactNode;
}

/** The cases as a list box: arrows, Home and End move. It takes the focus on opening. */
export function DeskList(props: DeskListProps) {
  const { label, sections, activeId, onActive, letters, hasLetters = true } = props;
  const list = useRef<HTMLDivElement>(null);
  const ids = sections.flatMap((section) => section.ids);
  const at = ids.indexOf(activeId ?? '');
  useEffect(() => {
    // The person may have begun to type elsewhere while the queue was loading.
    if (!document.activeElement?.closest(TYPED_IN)) list.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    // The pressed button disappeared with its case.
    if (activeId && document.activeElement === document.body)
      list.current?.focus({ preventScroll: true });
    if (activeId) document.getElementById(optionId(activeId))?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const go = (index: number) => ids[index] && onActive(ids[index]);
    const moves: Record<string, () => void> = {
      arrowdown: () => go(at + 1),
      arrowup: () => go(at - 1),
      home: () => go(0),
      end: () => go(ids.length - 1),
    };
    const single: Record<string, () => void> = {
      j: () => go(at + 1),
      k: () => go(at - 1),
      // A key held down moves through the cases, but decides only one.
      ...(!event.repeat && letters),
    };
    const key = event.key.toLowerCase();
    const step = moves[key] ?? (hasLetters ? single[key] : undefined);
    if (!step) return;
    event.preventDefault();
    step();
  }
  return (
    <div
      ref={list}
      className={styles.list}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={at < 0 ? undefined : optionId(ids[at]!)}
      onKeyDown={onKeyDown}
    >
      {sections.map((section) => (
        <Fragment key={section.id}>
          {section.head && (
            <div role="presentation" className={styles.section} data-section={section.id}>
              {section.head}
            </div>
          )}
          {section.ids.map((id) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the surrounding list box handles the keys
            <div
              key={id}
              id={optionId(id)}
              role="option"
              tabIndex={-1}
              aria-selected={id === activeId}
              className={styles.row}
              data-decided={props.isDecided?.(id) ? '' : undefined}
              onClick={() => onActive(id)}
            >
              {props.children(id)}
            </div>
          ))}
        </Fragment>
      ))}
    </div>
  );
}

export function DeskPane({ children }: { children: ReactNode }) {
  return <div className={styles.pane}>{children}</div>;
}

export interface DeskHeadProps {
  backLabel: string;
  /** Leads back to the queue on a telephone. */
  onBack: () => void;
  facts: ReactNode;
  title: ReactNode;
  badges?: ReactNode;
  actions?: ReactNode;
}

export function DeskHead({ backLabel, onBack, facts, title, badges, actions }: DeskHeadProps) {
  return (
    <header className={styles.paneHead}>
      <span className={styles.back}>
        <IconButton icon={ArrowLeft} label={backLabel} onPress={onBack} />
      </span>
      <div className={styles.about}>
        <div className={styles.facts}>{facts}</div>
        <div className={styles.titleLine}>
          <h2 className={styles.title}>{title}</h2>
          {badges}
        </div>
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
