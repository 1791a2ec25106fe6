import { StepsCard } from '../../domain/StepsCard.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { BillSteps_BillFragment, SettlementBillStatus } from '../../gql/graphql.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import type { Step } from '../../ui/display/Stepper.tsx';

const Bill = graphql(`
  fragment BillSteps_bill on SettlementBill {
    id status runAt sentAt countersignedAt paidAt dueAt isDueProvisional
    invoice { id verifiedAt dueAt }
  }
`);

const STEPS = ['RUN', 'SEND', 'COUNTERSIGN', 'INVOICE', 'PAY'] as const;

/** The last completed step of each state. */
const REACHED: Record<SettlementBillStatus, (typeof STEPS)[number]> = {
  GENERATED: 'RUN',
  SENT: 'SEND',
  COUNTERSIGNING: 'SEND',
  AWAITING_INVOICE: 'COUNTERSIGN',
  VERIFYING_INVOICE: 'COUNTERSIGN',
  PAYING: 'INVOICE',
  PAYMENT_REJECTED: 'INVOICE',
  PAID: 'PAY',
};

function stepsOf(b: BillSteps_BillFragment, t: Text, format: Format): Step[] {
  const done = STEPS.indexOf(REACHED[b.status]);
  const at = {
    RUN: b.runAt,
    SEND: b.sentAt,
    COUNTERSIGN: b.countersignedAt,
    INVOICE: b.invoice?.verifiedAt,
    PAY: b.paidAt,
  };
  const due = b.dueAt ?? (b.status === 'AWAITING_INVOICE' ? b.invoice?.dueAt : null);
  return STEPS.map((id, index) => {
    const open = b.status === 'PAYMENT_REJECTED' ? 'bad' : 'current';
    const state = index <= done ? 'done' : index === done + 1 ? open : 'todo';
    const instant = state === 'done' ? at[id] : null;
    const notes = [
      instant && format.dateTime(instant),
      state === 'current' && due && t('ui.bill.dueBy', { time: format.dateTime(due) }),
      state === 'current' && b.isDueProvisional && t('ui.deadline.noPlan'),
    ];
    return {
      id,
      label: state === 'bad' ? t.enum('SettlementBillStatus', b.status) : t(`ui.bill.step.${id}`),
      state,
      notes: notes.filter(Boolean),
    };
  });
}

export function BillSteps({ bill }: { bill: FragmentType<typeof Bill> }) {
  const t = useText();
  const format = useFormat();
  return (
    <StepsCard label={t('ui.bill.steps')} steps={stepsOf(readFragment(Bill, bill), t, format)} />
  );
}
