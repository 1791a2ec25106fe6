import { StepsCard } from '../../domain/StepsCard.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type {
  BillSteps_BillFragment,
  InvoiceStatus,
  SettlementBillStatus,
} from '../../gql/graphql.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import type { Step } from '../../ui/display/Stepper.tsx';

const Bill = graphql(`
  fragment BillSteps_bill on SettlementBill {
    id status runAt sentAt countersignedAt paidAt dueAt isDueProvisional
    activities(first: 30) { nodes { id createdAt event actorName via } }
    signatures { id signedByName }
    invoice { id status issuedOn signedAt signedByName verifiedAt dueAt }
  }
`);
type Bill = BillSteps_BillFragment;

const STEPS = [
  'RUN',
  'SEND',
  'CONFIRM',
  'COUNTERSIGN',
  'REGISTER',
  'SIGN',
  'INVOICE',
  'PAY',
] as const;
type StepId = (typeof STEPS)[number];

/** Completed steps of a bill that awaits its invoice, by the state of the invoice. */
const INVOICED: Partial<Record<InvoiceStatus, StepId>> = { ISSUED: 'REGISTER', MAILED: 'REGISTER' };

/** The last completed step of each state; a bill that its partner need not confirm has the step before instead. */
const REACHED: Record<SettlementBillStatus, StepId> = {
  GENERATED: 'RUN',
  SENT: 'SEND',
  COUNTERSIGNING: 'CONFIRM',
  AWAITING_INVOICE: 'COUNTERSIGN',
  VERIFYING_INVOICE: 'SIGN',
  PAYING: 'INVOICE',
  PAYMENT_REJECTED: 'INVOICE',
  PAID: 'PAY',
};

const reached = ({ status, invoice }: Bill): StepId =>
  (status === 'AWAITING_INVOICE' && invoice && INVOICED[invoice.status]) || REACHED[status];

/** Events whose actors a step names. */
const EVENTS: Partial<Record<StepId, string>> = {
  RUN: 'generate',
  SEND: 'send',
  CONFIRM: 'confirm',
  PAY: 'pay',
};

function actors(b: Bill, id: StepId, t: Text): string | null | undefined {
  const { activities, invoice, signatures } = b;
  if (id === 'SIGN') return invoice?.signedByName;
  if (id === 'COUNTERSIGN')
    return signatures.map(({ signedByName }) => signedByName).join(t('ui.listSeparator'));
  if (id === 'CONFIRM' && confirmationOf(b)?.via === 'SYSTEM') return t('ui.bill.bySilence');
  const names = activities.nodes
    .filter(({ event }) => event === EVENTS[id])
    .map(({ via, actorName }) => (via === 'SYSTEM' ? t('ui.bill.bySystem') : actorName));
  return [...new Set(names)].join(t('ui.listSeparator'));
}

/** The confirmation by the partner, or by the clock. */
const confirmationOf = ({ activities }: Bill) =>
  activities.nodes.find(({ event }) => event === 'confirm' || event === 'autoConfirm');

function stepsOf(b: Bill, isPaused: boolean, t: Text, format: Format): Step[] {
  const confirmed = confirmationOf(b);
  const isAsked = b.status === 'SENT' || confirmed !== undefined;
  const done = STEPS.indexOf(reached(b));
  const when = (instant: string | null | undefined) => instant && format.dateTime(instant);
  const at: Record<StepId, string | null | undefined> = {
    RUN: when(b.runAt),
    SEND: when(b.sentAt),
    CONFIRM: when(confirmed?.createdAt),
    COUNTERSIGN: when(b.countersignedAt),
    REGISTER: b.invoice?.issuedOn && format.date(b.invoice.issuedOn),
    SIGN: when(b.invoice?.signedAt),
    INVOICE: when(b.invoice?.verifiedAt),
    PAY: when(b.paidAt),
  };
  const due = b.dueAt ?? (b.status === 'AWAITING_INVOICE' ? b.invoice?.dueAt : null);
  return STEPS.flatMap((id, index) => {
    if (id === 'CONFIRM' && !isAsked) return [];
    const open = b.status === 'PAYMENT_REJECTED' ? 'bad' : 'current';
    const state = index <= done ? 'done' : index === done + 1 ? open : 'todo';
    const notes =
      state === 'done'
        ? [at[id], actors(b, id, t)]
        : [
            state === 'current' && isPaused && t.enum('PauseReason', 'DISPUTE'),
            state === 'current' &&
              due &&
              !isPaused &&
              t('ui.bill.dueBy', { time: format.dateTime(due) }),
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

export interface BillStepsProps {
  bill: FragmentType<typeof Bill>;
  /** Whether an open dispute has paused the deadline of the confirmation. */
  isPaused: boolean;
}

/** Steps of a bill from the run to the payment, each with its time and its people. */
export function BillSteps({ bill, isPaused }: BillStepsProps) {
  const t = useText();
  const format = useFormat();
  return (
    <StepsCard
      label={t('ui.bill.steps')}
      steps={stepsOf(readFragment(Bill, bill), isPaused, t, format)}
    />
  );
}
