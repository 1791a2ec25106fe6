import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import type { Selection } from '../../../domain/bulk/selection.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Menu } from '../../../ui/overlays/Menu.tsx';
import type { ReviewCase } from './review-cases.ts';

const KINDS = ['discount', 'request', 'demand'] as const;
const dialogs = {
  discount: lazyComponent(() => import('../list/BulkDialogs.tsx'), 'ApproveBulkDialog'),
  request: lazyComponent(
    () => import('../../../domain/authorization/AnswerDialogs.tsx'),
    'GrantBulkDialog',
  ),
  demand: lazyComponent(
    () => import('../../../domain/demand/AnswerDialogs.tsx'),
    'ReceiveBulkDialog',
  ),
};

/**
 * Approves everything in the queue that the rules allow, after a preview. An operator's queue holds
 * special requests, which are approved one by one.
 */
export function ReviewBulk({ cases }: { cases: readonly ReviewCase[] }) {
  const t = useText();
  const isSeller = sideOf(useSession()) === 'SELLER';
  // Fixed when the dialog opens, so that later changes do not alter the confirmed set.
  const [opened, setOpened] = useState<{
    kind: ReviewCase['kind'];
    selection: Selection;
  } | null>(null);
  const undecided = KINDS.map((kind) => ({
    kind,
    ids: cases.filter((row) => row.kind === kind && !row.pending).map(({ id }) => id),
  })).filter(({ ids }) => ids.length > 1);
  const Opened = opened && dialogs[opened.kind];
  return (
    <>
      {isSeller && undecided.length > 0 && (
        <Menu
          label={t('ui.review.bulk')}
          items={undecided.map(({ kind, ids }) => ({
            id: kind,
            label: t(`ui.review.bulk.${kind}`, { count: ids.length }),
            onAction: () =>
              setOpened({
                kind,
                selection: { list: 'review', count: { value: ids.length, isExact: true }, ids },
              }),
          }))}
          trigger={
            <Button size="sm" icon={ListChecks}>
              {t('ui.review.bulk')}
            </Button>
          }
        />
      )}
      {Opened && (
        <Opened selection={opened.selection} clear={() => {}} onClose={() => setOpened(null)} />
      )}
    </>
  );
}
