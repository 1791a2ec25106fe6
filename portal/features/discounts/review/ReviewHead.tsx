import { Check, Undo2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LiveAction } from '../../../domain/ActionButtons.tsx';
import type { JobFacts } from '../../../domain/bulk/job.ts';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { useText } from '../../../lib/i18n.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { Kbd } from '../../../ui/display/Kbd.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { DeskHead } from '../../../ui/layout/Desk.tsx';
import { Countdown } from './Countdown.tsx';

export interface Decisions {
  /** Whether the case is in the queue, and thus to be decided here; null while the queue is loading. */
  isQueued: boolean | null;
  /** End of the time to decide. */
  dueAt: string | null;
  /** A decision that can still be undone. */
  pending: JobFacts | null;
  sending: boolean;
  onApprove: () => void;
  onReject: () => void;
  onUndo: () => void;
  onBack: () => void;
}

export interface ReviewHeadProps {
  decisions: Decisions;
  approve: LiveAction | null;
  reject: LiveAction | null;
  more?: ReactNode;
  facts: ReactNode;
  title: ReactNode;
  /** Label of the approval; a demand is received. */
  approveLabel?: string;
}

/** Requester, request and the two decisions; or the pending decision with its undo button. */
export function ReviewHead(props: ReviewHeadProps) {
  const { decisions, approve, reject, more, facts, title, approveLabel } = props;
  const t = useText();
  const { isQueued, dueAt, pending, sending, onApprove, onReject, onUndo, onBack } = decisions;
  return (
    <>
      <DeskHead
        backLabel={t('ui.back')}
        onBack={onBack}
        facts={facts}
        title={title}
        badges={dueAt && !pending && <DeadlineBadge deadline={{ dueAt }} />}
        actions={
          pending ? (
            <>
              <Countdown decision={pending} />
              <Button icon={Undo2} onPress={onUndo}>
                {t('ui.undo')} <Kbd>Z</Kbd>
              </Button>
            </>
          ) : (
            isQueued && (
              <>
                {reject && (
                  <Button
                    icon={X}
                    variant="danger"
                    isDisabled={sending}
                    disabledReason={reject.disabledReason}
                    onPress={onReject}
                  >
                    {t('ui.review.reject')} <Kbd>R</Kbd>
                  </Button>
                )}
                {more}
                {approve && (
                  <Button
                    icon={Check}
                    variant="primary"
                    isDisabled={sending}
                    disabledReason={approve.disabledReason}
                    onPress={onApprove}
                  >
                    {approveLabel ?? t('ui.review.approve')} <Kbd>A</Kbd>
                  </Button>
                )}
              </>
            )
          )
        }
      />
      {isQueued === false && (
        <Banner tone="info" live>
          {t('ui.review.notQueued')}
        </Banner>
      )}
    </>
  );
}
