import { type ReactNode, useState } from 'react';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { StepButtons } from '../../../domain/StepButtons.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { LineDisputeStatus } from '../../../gql/graphql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent, preload } from '../../../lib/lazy.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { Badge, type Tone } from '../../../ui/display/Badge.tsx';
import styles from '../Bill.module.css';
import { dismissDispute, withdrawDispute } from './DisputeCommands.ts';

const DisputeDiscussion = lazyComponent(
  () => import('./DisputeDiscussion.tsx'),
  'DisputeDiscussion',
);
const UpholdDialog = lazyComponent(() => import('./UpholdDialog.tsx'), 'UpholdDialog');

const Dispute = graphql(`
  fragment DisputeItem_dispute on LineDispute {
    id version number status orderNumber productName reason decideBy isDecideByProvisional
    openedByName createdAt decidedByName decisionReason
    said: comments(first: 1) { count { value } }
    evidence: attachments(first: 1) { count { value } }
    lineAmount { amount currency }
    expectedAmount { amount currency }
    adjustmentAmount { amount currency }
    ...ActionButtons_actionable
    ...UpholdDialog_dispute
  }
`);

const TONES: Record<LineDisputeStatus, Tone> = {
  OPEN: 'waiting',
  UPHELD: 'good',
  DISMISSED: 'bad',
  WITHDRAWN: 'idle',
};

export interface DisputeItemProps {
  dispute: FragmentType<typeof Dispute>;
  /** Partner and bill, on a page with several bills. */
  of?: ReactNode;
}

/** One dispute of a bill: reason, clock, decision, and the viewer's steps. */
export function DisputeItem({ dispute, of }: DisputeItemProps) {
  const t = useText();
  const format = useFormat();
  const d = readFragment(Dispute, dispute);
  const [isRead, setRead] = useState(false);
  const withdraw = useStep(withdrawDispute, t('ui.dispute.withdrawn'));
  const dismiss = useStep(dismissDispute, t('ui.dispute.dismissed'));
  const row = { id: d.id, version: d.version };
  return (
    <li className={styles.item}>
      <p className={styles.itemHead}>
        <Badge tone={TONES[d.status]}>{t.enum('LineDisputeStatus', d.status)}</Badge>
        {d.status === 'OPEN' && (
          <DeadlineBadge deadline={{ dueAt: d.decideBy, isProvisional: d.isDecideByProvisional }} />
        )}
        <strong>{format.money(d.adjustmentAmount ?? d.lineAmount)}</strong>
      </p>
      <p>
        <strong>{t('ui.dispute.number', { number: d.number })}</strong>
        <br />
        {d.productName} · {d.orderNumber}
        {of && (
          <>
            <br />
            {of}
          </>
        )}
      </p>
      <p className="note">
        {d.reason}
        {d.expectedAmount && t('ui.dispute.expectedIs', { amount: format.money(d.expectedAmount) })}
      </p>
      <p className="note">
        {d.decisionReason
          ? t('ui.dispute.decided', { name: d.decidedByName ?? '', reason: d.decisionReason })
          : t('ui.dispute.openedBy', {
              name: d.openedByName,
              time: format.dateTime(d.createdAt),
            })}
      </p>
      <div className="row" data-noprint>
        <Button
          size="sm"
          onHoverStart={() => preload(DisputeDiscussion)}
          aria-expanded={isRead}
          onPress={() => setRead(!isRead)}
        >
          {t('ui.dispute.discussion', {
            files: d.evidence.count.value,
            comments: d.said.count.value,
          })}
        </Button>
        <StepButtons
          actionable={d}
          size="sm"
          steps={[
            {
              name: 'uphold',
              label: t('ui.dispute.uphold'),
              variant: 'primary',
              dialog: (close) => <UpholdDialog dispute={d} onClose={close} />,
            },
            {
              name: 'dismiss',
              label: t('ui.dispute.dismiss'),
              variant: 'danger',
              reason: {
                title: t('ui.dispute.number', { number: d.number }),
                text: t('ui.dispute.dismissText'),
                run: (reason) => dismiss.submit({ ...row, reason }),
              },
            },
            {
              name: 'withdraw',
              label: t('ui.dispute.withdraw'),
              confirm: {
                title: t('ui.dispute.withdrawTitle', { number: d.number }),
                text: t('ui.dispute.withdrawText'),
                run: () => withdraw.run(row),
              },
            },
          ]}
        />
      </div>
      {isRead && <DisputeDiscussion id={d.id} />}
    </li>
  );
}
