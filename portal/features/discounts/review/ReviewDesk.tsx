import { useCallback, useState } from 'react';
import { useJobSteps } from '../../../domain/bulk/useJobReport.ts';
import { errorText } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { later } from '../../../lib/later.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { Desk } from '../../../ui/layout/Desk.tsx';
import { ReviewDemandPane } from './ReviewDemandPane.tsx';
import { ReviewPane } from './ReviewPane.tsx';
import { ReviewQueue } from './ReviewQueue.tsx';
import { ReviewRequestPane } from './ReviewRequestPane.tsx';
import type { ReviewCase } from './review-cases.ts';
import { useDecide } from './useDecide.ts';

const ApproveDialog = later(() => import('./ApproveDialog.tsx'), 'ApproveDialog');
const RejectDialog = later(() => import('./RejectDialog.tsx'), 'RejectDialog');

const panes = {
  discount: ReviewPane,
  request: ReviewRequestPane,
  demand: ReviewDemandPane,
} as const;

export interface ReviewDeskProps {
  cases: readonly ReviewCase[];
  count: { value: number; isExact: boolean };
  openId: string | null;
  onOpen: (id: string | null) => void;
}

export function ReviewDesk({ cases, count, openId, onOpen }: ReviewDeskProps) {
  const t = useText();
  const { decide, sending } = useDecide();
  const { cancel } = useJobSteps();
  const [rejecting, setRejecting] = useState<string | null>(null);
  // A wide screen opens the first case at once; a narrow one shows the queue first.
  const active = cases.find(({ id }) => id === openId) ?? cases[0];
  const refused = cases.find(({ id }) => id === rejecting);
  const [granting, setGranting] = useState<string | null>(null);
  const granted = cases.find(({ id }) => id === granting);
  const isDecided = ({ id, pending }: ReviewCase) => pending !== null || sending.has(id);

  const next = useCallback(
    (id: string) => {
      const at = cases.findIndex((row) => row.id === id);
      const free = [...cases.slice(at + 1), ...cases.slice(0, at)].find(
        (row) => row.pending === null,
      );
      onOpen(free?.id ?? id);
    },
    [cases, onOpen],
  );

  async function approve(row: ReviewCase) {
    if (isDecided(row)) return;
    if (row.isSpecial) {
      setGranting(row.id);
      return;
    }
    next(row.id);
    const [problem] = (await decide(row, 'approve')) ?? [];
    if (problem)
      toast.show({
        tone: 'bad',
        title: t('ui.review.notApproved', { name: row.name }),
        description: errorText(problem, t),
      });
  }
  async function takeBack({ id, pending }: ReviewCase) {
    if (pending && (await cancel(pending.id))) onOpen(id);
  }
  const Pane = panes[active?.kind ?? 'discount'];
  return (
    <Desk isOpen={openId !== null}>
      <ReviewQueue
        cases={cases}
        count={count}
        activeId={active?.id ?? null}
        onActive={onOpen}
        onApprove={(row) => void approve(row)}
        onReject={(row) => !isDecided(row) && setRejecting(row.id)}
        onTakeBack={(row) => void takeBack(row)}
      />
      {active && (
        <Pane
          key={active.id}
          id={active.id}
          pending={active.pending}
          sending={sending.has(active.id)}
          onApprove={() => void approve(active)}
          onReject={() => setRejecting(active.id)}
          onTakeBack={() => void takeBack(active)}
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
