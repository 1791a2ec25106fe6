import { Undo2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { Countdown } from './Countdown.tsx';
import styles from './Review.module.css';
import { ReviewBulk } from './ReviewBulk.tsx';
import { ReviewKeys } from './ReviewKeys.tsx';
import type { ReviewCase } from './review-cases.ts';
import { useReviewKeys } from './review-keys.ts';

export interface ReviewQueueProps {
  cases: readonly ReviewCase[];
  count: { value: number; isExact: boolean };
  activeId: string | null;
  onActive: (id: string) => void;
  onApprove: (row: ReviewCase) => void;
  onReject: (row: ReviewCase) => void;
  onTakeBack: (row: ReviewCase) => void;
}

const TYPED_IN = 'input, textarea, [contenteditable], [role=dialog], [role=alertdialog]';

const optionId = (id: string) => `review-${id}`;

const lastOwn = (cases: readonly ReviewCase[]): ReviewCase | undefined =>
  cases
    .filter(({ pending }) => pending?.isMine)
    .toSorted((a, b) => a.pending!.startsAt.localeCompare(b.pending!.startsAt))
    .at(-1);

/**
 * The queue as a list box: arrows or J and K move, A approves, R rejects, Z undoes. The keys work
 * only while the list has the focus, which it takes on opening.
 */
export function ReviewQueue(props: ReviewQueueProps) {
  const { cases, count, activeId, onActive, onApprove, onReject, onTakeBack } = props;
  const t = useText();
  const format = useFormat();
  const hasKeys = useReviewKeys();
  const list = useRef<HTMLDivElement>(null);
  const at = cases.findIndex((row) => row.id === activeId);
  const active = cases[at];
  const last = lastOwn(cases);

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
    const key = event.key.toLowerCase();
    const go = (index: number) => cases[index] && onActive(cases[index].id);
    const moves: Record<string, () => void> = {
      arrowdown: () => go(at + 1),
      arrowup: () => go(at - 1),
      home: () => go(0),
      end: () => go(cases.length - 1),
    };
    const undone = active?.pending ? active : last;
    const letters: Record<string, () => void> = {
      j: () => go(at + 1),
      k: () => go(at - 1),
      a: () => active && onApprove(active),
      r: () => active && onReject(active),
      z: () => undone && onTakeBack(undone),
    };
    const step = moves[key] ?? (hasKeys ? letters[key] : undefined);
    if (!step) return;
    event.preventDefault();
    step();
  }
  return (
    <section className={styles.queue} aria-label={t('ui.nav.review')}>
      <header className={styles.queueHead}>
        <div className={styles.headRow}>
          <h1>
            {t('ui.nav.review')} <span className="muted">{format.count(count)}</span>
          </h1>
          <ReviewBulk cases={cases} />
        </div>
        <span className="note">{t('ui.review.sorted')}</span>
      </header>
      <div
        ref={list}
        className={styles.list}
        role="listbox"
        tabIndex={0}
        aria-label={t(hasKeys ? 'ui.review.queue' : 'ui.review.queueOff')}
        aria-activedescendant={activeId ? optionId(activeId) : undefined}
        onKeyDown={onKeyDown}
      >
        {cases.map((row) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the surrounding list box handles the keys
          <div
            key={row.id}
            id={optionId(row.id)}
            role="option"
            tabIndex={-1}
            aria-selected={row.id === activeId}
            className={styles.row}
            data-decided={row.pending ? '' : undefined}
            onClick={() => onActive(row.id)}
          >
            <span className={styles.rowTop}>
              <span className="note">{row.note}</span>
              {row.pending ? (
                <Countdown decision={row.pending} />
              ) : (
                row.dueAt && <DeadlineBadge deadline={{ dueAt: row.dueAt }} />
              )}
            </span>
            <strong className="cut">
              {row.customer} · {row.requested}
            </strong>
            <span className={styles.rowTop}>
              <span className="cut muted">{row.partner}</span>
              <span>{row.price}</span>
            </span>
            <span className="cut note">{row.product}</span>
          </div>
        ))}
      </div>
      <div role="status" className={last ? styles.last : undefined}>
        {last?.pending && (
          <>
            <span className="cut grow">{last.name}</span>
            <Countdown decision={last.pending} />
            <Button size="sm" icon={Undo2} onPress={() => onTakeBack(last)}>
              {t('ui.job.takeBack')}
            </Button>
          </>
        )}
      </div>
      <ReviewKeys />
    </section>
  );
}
