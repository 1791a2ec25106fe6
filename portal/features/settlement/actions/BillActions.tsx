import { Ban, Banknote, LockOpen, PenLine, RotateCcw, Send } from 'lucide-react';
import { useState } from 'react';
import { ActionButtons, type ActionButtonsProps } from '../../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { errorText, type UserErrorLike } from '../../../lib/form.ts';
import { useFormat } from '../../../lib/format.ts';
import { type MessageId, useText } from '../../../lib/i18n.tsx';
import { later } from '../../../lib/later.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { rejectBillPayment, releaseBill, resubmitBillPayment, sendBill } from './BillCommands.ts';

const ReasonDialog = later(() => import('../../../domain/ReasonDialog.tsx'), 'ReasonDialog');
const CountersignDialog = later(() => import('./CountersignDialog.tsx'), 'CountersignDialog');
const PayDialog = later(() => import('./PayDialog.tsx'), 'PayDialog');

const Bill = graphql(`
  fragment BillActions_bill on SettlementBill {
    id version number lineCount
    gross { amount currency }
    partner { id name }
    ...ActionButtons_actionable
    ...CountersignDialog_bill
    ...PayDialog_bill
  }
`);

type Step = 'send' | 'countersign' | 'pay' | 'release' | 'rejectPayment' | 'resubmitPayment';

export interface BillActionsProps extends Pick<ActionButtonsProps, 'size'> {
  bill: FragmentType<typeof Bill>;
}

/** The operator's steps on a bill, with their dialogs. */
export function BillActions({ bill, size }: BillActionsProps) {
  const t = useText();
  const format = useFormat();
  const b = readFragment(Bill, bill);
  const [asking, setAsking] = useState<Step | null>(null);
  const send = useCommand(sendBill);
  const resubmit = useCommand(resubmitBillPayment);
  const reject = useCommand(rejectBillPayment);
  const release = useCommand(releaseBill);
  const close = () => setAsking(null);
  const button = (name: Step) => ({
    name,
    label: t(`ui.bill.${name}`),
    onPress: () => setAsking(name),
  });
  const facts = {
    number: b.number,
    partner: b.partner.name,
    amount: format.money(b.gross),
    count: b.lineCount,
  };

  async function confirm(command: typeof send | typeof resubmit, done: MessageId) {
    const payload = await command.run({ id: b.id, version: b.version });
    report(payload?.userErrors, done);
  }
  function report(errors: readonly UserErrorLike[] | undefined, done: MessageId) {
    const [problem] = errors ?? [];
    if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
    else if (errors) toast.show({ tone: 'good', title: t(done, facts) });
  }
  return (
    <>
      <ActionButtons
        actionable={b}
        size={size}
        buttons={[
          { ...button('send'), icon: Send, variant: 'primary' },
          { ...button('countersign'), icon: PenLine, variant: 'primary' },
          { ...button('release'), icon: LockOpen },
          { ...button('rejectPayment'), icon: Ban, variant: 'danger' },
          { ...button('pay'), icon: Banknote, variant: 'primary' },
          { ...button('resubmitPayment'), icon: RotateCcw, variant: 'primary' },
        ]}
      />
      <ConfirmDialog
        isOpen={asking === 'send'}
        onOpenChange={close}
        title={t('ui.bill.sendTitle', facts)}
        confirmLabel={t('ui.bill.send')}
        cancelLabel={t('ui.cancel')}
        onConfirm={() => confirm(send, 'ui.bill.sendToast')}
      >
        {t('ui.bill.sendText', facts)}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asking === 'resubmitPayment'}
        onOpenChange={close}
        title={t('ui.bill.resubmitPaymentTitle', facts)}
        confirmLabel={t('ui.bill.resubmitPayment')}
        cancelLabel={t('ui.cancel')}
        onConfirm={() => confirm(resubmit, 'ui.bill.resubmitPaymentToast')}
      >
        {t('ui.bill.resubmitPaymentText', facts)}
      </ConfirmDialog>
      {asking === 'countersign' && <CountersignDialog bill={b} onClose={close} />}
      {asking === 'pay' && <PayDialog bill={b} onClose={close} />}
      {asking === 'release' && (
        <ReasonDialog
          title={t('ui.bill.releaseTitle', facts)}
          lead={t('ui.bill.releaseText', facts)}
          label={t('ui.reason')}
          confirmLabel={t('ui.bill.release')}
          onClose={close}
          onConfirm={async (reason) => {
            const payload = await release.run({ id: b.id, version: b.version, reason });
            if (payload?.userErrors.length === 0) report([], 'ui.bill.releaseToast');
            return payload?.userErrors ?? null;
          }}
        />
      )}
      {asking === 'rejectPayment' && (
        <ReasonDialog
          title={t('ui.bill.rejectPaymentTitle', facts)}
          lead={t('ui.bill.rejectPaymentText', facts)}
          label={t('ui.reason')}
          templates={[t('ui.bill.rejectReason.account'), t('ui.bill.rejectReason.bank')]}
          confirmLabel={t('ui.bill.rejectPayment')}
          onClose={close}
          onConfirm={async (reason) => {
            const payload = await reject.run({ id: b.id, version: b.version, reason });
            if (payload?.userErrors.length === 0) report([], 'ui.bill.rejectPaymentToast');
            return payload?.userErrors ?? null;
          }}
        />
      )}
    </>
  );
}
