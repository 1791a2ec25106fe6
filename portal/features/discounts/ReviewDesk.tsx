import { useCallback, useState } from 'react';
import { useClient } from 'urql';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { errorText } from '../../lib/form.ts';
import { useText } from '../../lib/i18n.tsx';
import { later } from '../../lib/later.tsx';
import { toast } from '../../ui/Toast.tsx';
import { approveDiscount } from './DiscountCommands.ts';
import { holdDecision, releaseDecision, usePendingDecisions } from './pending-decisions.ts';
import styles from './Review.module.css';
import { ReviewPane } from './ReviewPane.tsx';
import { ReviewQueue } from './ReviewQueue.tsx';

const RejectDialog = later(() => import('./RejectDialog.tsx'), 'RejectDialog');

const Discount = graphql(`
  fragment ReviewDesk_discount on ExclusiveDiscount {
    id version name customerName
    ...ReviewQueue_discount
    ...RejectDialog_discount
  }
`);

/** How long an approval can be taken back. */
const WINDOW_MS = 10_000;

export interface ReviewDeskProps {
  /** The most urgent first. */
  discounts: readonly FragmentType<typeof Discount>[];
  count: { value: number; isExact: boolean };
  openId: string | null;
  onOpen: (id: string | null) => void;
}

/** The queue and the open case beside it. */
export function ReviewDesk({ discounts, count, openId, onOpen }: ReviewDeskProps) {
  const t = useText();
  const client = useClient();
  const rows = discounts.map((masked) => readFragment(Discount, masked));
  const pending = usePendingDecisions();
  const [rejecting, setRejecting] = useState<string | null>(null);
  // On a wide screen the first case is open at once; a narrow one shows the queue first.
  const active = rows.find((row) => row.id === openId) ?? rows[0];
  const refused = rows.find((row) => row.id === rejecting);

  const next = useCallback(
    (id: string) => {
      const at = rows.findIndex((row) => row.id === id);
      const free = [...rows.slice(at + 1), ...rows.slice(0, at)].find(
        (row) => !pending.has(row.id),
      );
      onOpen(free?.id ?? null);
    },
    [rows, pending, onOpen],
  );

  function approve(id: string) {
    const row = rows.find((r) => r.id === id);
    if (!row || pending.has(id)) return;
    const idempotencyKey = crypto.randomUUID();
    holdDecision(id);
    next(id);
    const name = `${row.customerName} · ${row.name}`;
    async function commit() {
      const input = { id, version: row?.version };
      const { data } = await client
        .mutation(approveDiscount, { input, idempotencyKey })
        .toPromise();
      releaseDecision(id);
      const [problem] = data?.step.userErrors ?? [];
      if (problem)
        toast.show({
          tone: 'bad',
          title: t('ui.review.notApproved', { name }),
          description: errorText(problem, t),
        });
      else if (data) toast.show({ tone: 'good', title: t('ui.review.approved', { name }) });
    }
    toast.undoable(
      { title: t('ui.review.approving', { name }) },
      t('ui.undo'),
      () => void commit(),
      () => releaseDecision(id),
      WINDOW_MS,
    );
  }
  return (
    <div className={styles.desk} data-open={openId ? '' : undefined}>
      <ReviewQueue
        discounts={rows}
        count={count}
        pending={pending}
        activeId={active?.id ?? null}
        onActive={onOpen}
        onApprove={approve}
        onReject={setRejecting}
      />
      {active && (
        <ReviewPane
          key={active.id}
          id={active.id}
          decided={pending.has(active.id)}
          onApprove={() => approve(active.id)}
          onReject={() => setRejecting(active.id)}
          onBack={() => onOpen(null)}
        />
      )}
      {refused && (
        <RejectDialog
          discount={refused}
          onClose={() => setRejecting(null)}
          onDone={() => next(refused.id)}
        />
      )}
    </div>
  );
}
