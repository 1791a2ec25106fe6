import { type KeyboardEvent, useEffect, useRef } from 'react';
import { DeadlineBadge } from '../../domain/DeadlineBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { shareOf } from '../../lib/rate.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import styles from './Review.module.css';

const Discount = graphql(`
  fragment ReviewQueue_discount on ExclusiveDiscount {
    id number name customerName productName reviewDueAt
    listTotal { amount currency }
    netTotal { amount currency }
    partner { id name }
  }
`);

export interface ReviewQueueProps {
  discounts: readonly FragmentType<typeof Discount>[];
  count: { value: number; isExact: boolean };
  pending: ReadonlySet<string>;
  activeId: string | null;
  onActive: (id: string) => void;
  onApprove: (id: string) => void;
  onReject: (id: string) => void;
}

const optionId = (id: string) => `review-${id}`;

/** The queue as a list box: arrows or J and K move, A approves, R refuses, and only while the list has the focus. */
export function ReviewQueue(props: ReviewQueueProps) {
  const { discounts, count, pending, activeId, onActive, onApprove, onReject } = props;
  const t = useText();
  const format = useFormat();
  const rows = discounts.map((masked) => readFragment(Discount, masked));
  const list = useRef<HTMLDivElement>(null);
  const at = rows.findIndex((row) => row.id === activeId);

  useEffect(() => {
    if (activeId) document.getElementById(optionId(activeId))?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const go = (index: number) => rows[index] && onActive(rows[index].id);
    const steps: Record<string, () => void> = {
      j: () => go(at + 1),
      arrowdown: () => go(at + 1),
      k: () => go(at - 1),
      arrowup: () => go(at - 1),
      home: () => go(0),
      end: () => go(rows.length - 1),
      a: () => activeId && onApprove(activeId),
      r: () => activeId && !pending.has(activeId) && onReject(activeId),
    };
    const step = steps[event.key.toLowerCase()];
    if (!step) return;
    event.preventDefault();
    step();
  }
  return (
    <section className={styles.queue} aria-label={t('ui.nav.review')}>
      <header className={styles.queueHead}>
        <h1>
          {t('ui.nav.review')} <span className="muted">{format.count(count)}</span>
        </h1>
        <span className="note">{t('ui.review.sorted')}</span>
      </header>
      <div
        ref={list}
        className={styles.list}
        role="listbox"
        tabIndex={0}
        aria-label={t('ui.review.queue')}
        aria-activedescendant={activeId ? optionId(activeId) : undefined}
        onKeyDown={onKeyDown}
      >
        {rows.map((row) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list box around it has the keys
          <div
            key={row.id}
            id={optionId(row.id)}
            role="option"
            tabIndex={-1}
            aria-selected={row.id === activeId}
            className={styles.row}
            data-decided={pending.has(row.id) ? '' : undefined}
            onClick={() => onActive(row.id)}
          >
            <span className={styles.rowTop}>
              <span className="note">{row.number}</span>
              {pending.has(row.id) ? (
                <Badge tone="good">{t('ui.review.soonApproved')}</Badge>
              ) : (
                row.reviewDueAt && <DeadlineBadge deadline={{ dueAt: row.reviewDueAt }} />
              )}
            </span>
            <strong className="cut">
              {row.customerName} ·{' '}
              {format.shortRate(shareOf(row.netTotal.amount, row.listTotal.amount))}
            </strong>
            <span className={styles.rowTop}>
              <span className="cut muted">{row.partner.name}</span>
              <span>{format.money(row.netTotal)}</span>
            </span>
            <span className="cut note">{row.productName}</span>
          </div>
        ))}
      </div>
      <footer className={styles.keys}>
        <span>
          <Kbd>J</Kbd> <Kbd>K</Kbd> {t('ui.review.key.move')}
        </span>
        <span>
          <Kbd>A</Kbd> {t('ui.review.approve')}
        </span>
        <span>
          <Kbd>R</Kbd> {t('ui.review.reject')}
        </span>
      </footer>
    </section>
  );
}
