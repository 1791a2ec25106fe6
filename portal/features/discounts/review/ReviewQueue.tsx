import { Undo2 } from 'lucide-react';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { type Shortcuts, useShortcuts, useSingleKeys } from '../../../lib/shortcuts.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { DeskLine, DeskList, DeskQueue } from '../../../ui/layout/Desk.tsx';
import { Countdown } from './Countdown.tsx';
import styles from './Review.module.css';
import { ReviewBulk } from './ReviewBulk.tsx';
import { ReviewKeys } from './ReviewKeys.tsx';
import type { ReviewCase } from './review-cases.ts';

export interface ReviewQueueProps {
  cases: readonly ReviewCase[];
  count: { value: number; isExact: boolean };
  activeId: string | null;
  onActive: (id: string) => void;
  onApprove: (row: ReviewCase) => void;
  onReject: (row: ReviewCase) => void;
  onUndo: (row: ReviewCase) => void;
}

const KEYS: Shortcuts = {
  title: 'ui.review.queue',
  keys: [
    ['J K', 'ui.keys.move'],
    ['A', 'ui.review.approve'],
    ['R', 'ui.review.reject'],
    ['Z', 'ui.undo'],
  ],
};

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
  const { cases, count, activeId, onActive, onApprove, onReject, onUndo } = props;
  const t = useText();
  const format = useFormat();
  const hasKeys = useSingleKeys();
  useShortcuts(KEYS);
  const active = cases.find((row) => row.id === activeId);
  const last = lastOwn(cases);
  const caseOf = (id: string) => cases.find((row) => row.id === id)!;
  const undone = active?.pending ? active : last;
  const letters = {
    a: () => active && onApprove(active),
    r: () => active && onReject(active),
    z: () => undone && onUndo(undone),
  };
  return (
    <DeskQueue
      label={t('ui.nav.review')}
      head={
        <>
          <DeskLine>
            <h1>
              {t('ui.nav.review')} <span className="muted">{format.count(count)}</span>
            </h1>
            <ReviewBulk cases={cases} />
          </DeskLine>
          <span className="note">{t('ui.review.sorted')}</span>
        </>
      }
    >
      {cases.length === 0 ? (
        <EmptyState title={t('ui.review.empty')}>{t('ui.review.emptyText')}</EmptyState>
      ) : (
        <DeskList
          label={t(hasKeys ? 'ui.review.queue' : 'ui.review.queueOff')}
          sections={[{ id: 'all', ids: cases.map(({ id }) => id) }]}
          activeId={activeId}
          onActive={onActive}
          hasLetters={hasKeys}
          letters={letters}
          isDecided={(id) => caseOf(id).pending !== null}
        >
          {(id) => <Row row={caseOf(id)} />}
        </DeskList>
      )}
      <div role="status" className={last ? styles.last : undefined}>
        {last?.pending && (
          <>
            <span className="cut grow">{last.name}</span>
            <Countdown decision={last.pending} />
            <Button size="sm" icon={Undo2} onPress={() => onUndo(last)}>
              {t('ui.undo')}
            </Button>
          </>
        )}
      </div>
      <ReviewKeys />
    </DeskQueue>
  );
}

function Row({ row }: { row: ReviewCase }) {
  return (
    <>
      <DeskLine>
        <span className="note">{row.note}</span>
        {row.pending ? (
          <Countdown decision={row.pending} />
        ) : (
          row.dueAt && <DeadlineBadge deadline={{ dueAt: row.dueAt }} />
        )}
      </DeskLine>
      <strong className="cut">
        {row.customer} · {row.requested}
      </strong>
      <DeskLine>
        <span className="cut muted">{row.partner}</span>
        <span>{row.price}</span>
      </DeskLine>
      <span className="cut note">{row.product}</span>
    </>
  );
}
