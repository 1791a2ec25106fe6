import { Ban, Banknote, Check, LockOpen, PenLine, RotateCcw, Send } from 'lucide-react';
import { StepButtons, type StepButtonsProps } from '../../../domain/StepButtons.tsx';
import { taskSteps } from '../../../domain/task-steps.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import {
  confirmBill,
  rejectBillPayment,
  releaseBill,
  resubmitBillPayment,
  sendBill,
} from './BillCommands.ts';

const CountersignDialog = lazyComponent(
  () => import('./CountersignDialog.tsx'),
  'CountersignDialog',
);
const PayDialog = lazyComponent(() => import('./PayDialog.tsx'), 'PayDialog');

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

type Asked = 'send' | 'confirm' | 'release' | 'rejectPayment' | 'resubmitPayment';
type Step = Asked | 'countersign' | 'pay';

export interface BillActionsProps extends Pick<StepButtonsProps, 'size'> {
  bill: FragmentType<typeof Bill>;
}

/** The steps of operations and of the partner on a bill, with their dialogs. */
export function BillActions({ bill, size }: BillActionsProps) {
  const t = useText();
  const format = useFormat();
  const b = readFragment(Bill, bill);
  const facts = {
    number: b.number,
    partner: b.partner.name,
    amount: format.money(b.gross),
    count: b.lineCount,
  };
  const send = useStep(sendBill, t('ui.bill.sendToast', facts));
  const confirm = useStep(confirmBill, t('ui.bill.confirmToast', facts));
  const resubmit = useStep(resubmitBillPayment, t('ui.bill.resubmitPaymentToast', facts));
  const reject = useStep(rejectBillPayment, t('ui.bill.rejectPaymentToast', facts));
  const release = useStep(releaseBill, t('ui.bill.releaseToast', facts));
  const row = { id: b.id, version: b.version };
  const step = (name: Step) => ({ name, label: t(`ui.bill.${name}`) });
  const question = (name: Asked) => ({
    title: t(`ui.bill.${name}Title`, facts),
    text: t(`ui.bill.${name}Text`, facts),
  });
  return (
    <StepButtons
      actionable={b}
      size={size}
      steps={[
        {
          ...step('send'),
          icon: Send,
          variant: 'primary',
          confirm: { ...question('send'), run: () => send.run(row) },
        },
        {
          ...step('confirm'),
          icon: Check,
          variant: 'primary',
          confirm: { ...question('confirm'), run: () => confirm.run(row) },
        },
        {
          ...step('countersign'),
          icon: PenLine,
          variant: 'primary',
          dialog: (close) => <CountersignDialog bill={b} onClose={close} />,
        },
        {
          ...step('release'),
          icon: LockOpen,
          reason: {
            ...question('release'),
            run: (reason) => release.submit({ ...row, reason }),
          },
        },
        {
          ...step('rejectPayment'),
          icon: Ban,
          variant: 'danger',
          reason: {
            ...question('rejectPayment'),
            templates: [t('ui.bill.rejectReason.account'), t('ui.bill.rejectReason.bank')],
            run: (reason) => reject.submit({ ...row, reason }),
          },
        },
        {
          ...step('pay'),
          icon: Banknote,
          variant: 'primary',
          dialog: (close) => <PayDialog bill={b} onClose={close} />,
        },
        {
          ...step('resubmitPayment'),
          icon: RotateCcw,
          variant: 'primary',
          confirm: { ...question('resubmitPayment'), run: () => resubmit.run(row) },
        },
      ]}
    />
  );
}

const Task = graphql(`
  query BillTask($id: ID!) { settlementBill(by: { id: $id }) { id ...BillActions_bill } }
`);

/** The steps of operations and of the partner on a bill, on a task. */
export const BillTask = taskSteps(
  Task,
  ({ settlementBill }) => settlementBill,
  ({ object }) => <BillActions bill={object} />,
);
