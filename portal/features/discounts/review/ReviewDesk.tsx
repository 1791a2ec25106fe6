import { useCallback, useRef, useState } from 'react';
import { useJobSteps } from '../../../domain/bulk/useJobReport.ts';
import { errorText } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { Desk, useFirstCase } from '../../../ui/layout/Desk.tsx';
import { kindOf } from './kinds.ts';
import { ReviewQueue } from './ReviewQueue.tsx';
import type { ReviewCase } from './review-cases.ts';
import { useDecide } from './useDecide.ts';

const ApproveDialog = lazyComponent(() => import('./ApproveDialog.tsx'), 'ApproveDialog');
const RejectDialog = lazyComponent(() => import('./RejectDialog.tsx'), 'RejectDialog');

/** A press that follows the opening of a case sooner than this belongs to the case before. */
const UNREAD_MS = 500;

export interface ReviewDeskProps {
  cases: readonly ReviewCase[];
  count: { value: number; isExact: boolean };
  /** False while the cases come from the cache. */
  isCurrent: boolean;
  openId: string | null;
  onOpen: (id: string | null) => void;
}

export function ReviewDesk({ cases, count, isCurrent, openId, onOpen }: ReviewDeskProps) {
  const t = useText();
  const { decide, sending } = useDecide();
  const { cancel } = useJobSteps();
  const [rejecting, setRejecting] = useState<string | null>(null);
  // A wide screen opens the first case at once; a narrow one shows the queue first.
  const first = useFirstCase(cases[0]?.id, isCurrent);
  const activeId = openId ?? first ?? null;
  const active = cases.find(({ id }) => id === activeId);
  const refused = cases.find(({ id }) => id === rejecting);
  const [granting, setGranting] = useState<string | null>(null);
  const granted = cases.find(({ id }) => id === granting);
  const isDecided = ({ id, pending }: ReviewCase) => pending !== null || sending.has(id);

  /** The case that opened by itself after a decision, and when. */
  const opened = useRef({ id: '', at: 0 });
  const next = useCallback(
    (id: string) => {
      const at = cases.findIndex((row) => row.id === id);
      const free = [...cases.slice(at + 1), ...cases.slice(0, at)].find(
        (row) => row.pending === null,
      );
      opened.current = { id: free?.id ?? id, at: Date.now() };
      onOpen(opened.current.id);
    },
    [cases, onOpen],
  );

  async function approve(row: ReviewCase) {
    const isUnread = opened.current.id === row.id && Date.now() - opened.current.at < UNREAD_MS;
    if (isDecided(row) || isUnread) return;
    if (row.isSpecial) {
      setGranting(row.id);
      return;
    }
    next(row.id);
    const errors = await decide(row, 'approve');
    // The next case is already open, so the message names its case, also after a failed request.
    if (errors?.length !== 0)
      toast.show({
        tone: 'bad',
        title: t('ui.review.notApproved', { name: row.name }),
        description: errors?.[0] && errorText(errors[0], t),
      });
  }
  async function undo({ id, pending }: ReviewCase) {
    if (pending && (await cancel(pending.id))) onOpen(id);
  }
  const { Pane } = kindOf(activeId ?? '');
  return (
    <Desk isOpen={openId !== null}>
      <ReviewQueue
        cases={cases}
        count={count}
        activeId={activeId}
        onActive={onOpen}
        onApprove={(row) => void approve(row)}
        onReject={(row) => !isDecided(row) && setRejecting(row.id)}
        onUndo={(row) => void undo(row)}
      />
      {activeId && (
        <Pane
          key={activeId}
          id={activeId}
          isQueued={active !== undefined || (isCurrent ? false : null)}
          dueAt={active?.dueAt ?? null}
          pending={active?.pending ?? null}
          sending={sending.has(activeId)}
          onApprove={() => active && void approve(active)}
          onReject={() => setRejecting(activeId)}
          onUndo={() => active && void undo(active)}
          onBack={() => onOpen(null)}
        />
      )}
      {granted && (
        <ApproveDialog
          name={granted.name}
          partner={granted.partner}
          onClose={() => setGranting(null)}
          onApprove={async (reason) => {
            const errors = await decide(granted, 'approve', reason);
            if (errors?.length === 0) next(granted.id);
            return errors;
          }}
        />
      )}
      {refused && (
        <RejectDialog
          name={refused.name}
          partner={refused.partner}
          onClose={() => setRejecting(null)}
          onReject={async (reason) => {
            const errors = await decide(refused, 'reject', reason);
            if (errors?.length === 0) next(refused.id);
            return errors;
          }}
        />
      )}
    </Desk>
  );
}
