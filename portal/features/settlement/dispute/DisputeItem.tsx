import { type ReactNode, useState } from 'react';
import { ActionButtons } from '../../../domain/ActionButtons.tsx';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { LineDisputeStatus } from '../../../gql/graphql.ts';
import { useCommand } from '../../../lib/command.ts';
import { errorText } from '../../../lib/form.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { later } from '../../../lib/later.tsx';
import { Badge, type Tone } from '../../../ui/display/Badge.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import styles from '../Bill.module.css';
import { dismissDispute, withdrawDispute } from './DisputeCommands.ts';

const ReasonDialog = later(() => import('../../../domain/ReasonDialog.tsx'), 'ReasonDialog');
const UpholdDialog = later(() => import('./UpholdDialog.tsx'), 'UpholdDialog');

const Dispute = graphql(`
  fragment DisputeItem_dispute on LineDispute {
    id version number status orderNumber productName reason decideBy isDecideByProvisional
    openedByName createdAt decidedByName decisionReason
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
  const [asking, setAsking] = useState<'uphold' | 'dismiss' | null>(null);
  const withdraw = useCommand(withdrawDispute);
  const dismiss = useCommand(dismissDispute);
  const button = (name: 'uphold' | 'dismiss' | 'withdraw', onPress: () => void) => ({
    name,
    label: t(`ui.dispute.${name}`),
    onPress,
  });
  const own = { id: d.id, version: d.version };
  const close = () => setAsking(null);
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
      <div className={styles.filters} data-noprint>
        <ActionButtons
          actionable={d}
          size="sm"
          buttons={[
            { ...button('uphold', () => setAsking('uphold')), variant: 'primary' },
            { ...button('dismiss', () => setAsking('dismiss')), variant: 'danger' },
            button('withdraw', async () => {
              const [problem] = (await withdraw.run(own))?.userErrors ?? [];
              if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
            }),
          ]}
        />
      </div>
      {asking === 'uphold' && <UpholdDialog dispute={d} onClose={close} />}
      {asking === 'dismiss' && (
        <ReasonDialog
          title={t('ui.dispute.number', { number: d.number })}
          lead={t('ui.dispute.dismissText')}
          label={t('ui.reason')}
          confirmLabel={t('ui.dispute.dismiss')}
          onClose={close}
          onConfirm={async (reason) => (await dismiss.run({ ...own, reason }))?.userErrors ?? null}
        />
      )}
    </li>
  );
}
