import { StepsCard } from '../../domain/StepsCard.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { InvoiceStatus, InvoiceSteps_InvoiceFragment } from '../../gql/graphql.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import type { Step } from '../../ui/display/Stepper.tsx';

const Invoice = graphql(`
  fragment InvoiceSteps_invoice on Invoice {
    id status notifiedAt issuedOn sentAt signedAt signedByName verifiedAt verifyDueAt returnedAt
  }
`);

const STEPS = ['NOTIFIED', 'ISSUED', 'MAILED', 'SIGNED', 'VERIFIED'] as const;
type StepId = (typeof STEPS)[number];

/** Number of completed steps; a returned invoice waits for its document again. */
const reached = (status: InvoiceStatus): number =>
  STEPS.indexOf(status === 'RETURNED' ? 'NOTIFIED' : status);

function stepsOf(i: InvoiceSteps_InvoiceFragment, t: Text, format: Format): Step[] {
  const done = reached(i.status);
  const returned = i.status === 'RETURNED';
  const when = (instant: string | null | undefined) => instant && format.dateTime(instant);
  const notes: Record<StepId, (string | null | undefined)[]> = {
    NOTIFIED: [when(i.notifiedAt)],
    ISSUED: [i.issuedOn && format.date(i.issuedOn)],
    MAILED: [when(i.sentAt)],
    SIGNED: [when(i.signedAt), i.signedByName],
    VERIFIED: [when(i.verifiedAt)],
  };
  return STEPS.map((id, index) => {
    const next = index === done + 1;
    const state = index <= done ? 'done' : !next ? 'todo' : returned ? 'bad' : 'current';
    const due = id === 'VERIFIED' && i.verifyDueAt;
    const own = {
      bad: [when(i.returnedAt)],
      done: notes[id],
      current: [due && t('ui.invoice.step.due', { time: format.dateTime(due) })],
      todo: [],
    }[state];
    return {
      id,
      label: state === 'bad' ? t.enum('InvoiceStatus', 'RETURNED') : t(`ui.invoice.step.${id}`),
      state,
      notes: own.filter((note) => Boolean(note)),
    };
  });
}

export function InvoiceSteps({ invoice }: { invoice: FragmentType<typeof Invoice> }) {
  const t = useText();
  const format = useFormat();
  const i = readFragment(Invoice, invoice);
  return <StepsCard label={t('ui.invoice.steps')} steps={stepsOf(i, t, format)} />;
}
