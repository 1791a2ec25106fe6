import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { InvoiceStatus, InvoiceSteps_InvoiceFragment } from '../../gql/graphql.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import { Card } from '../../ui/Card.tsx';
import { type Step, Stepper } from '../../ui/Stepper.tsx';

const Invoice = graphql(`
  fragment InvoiceSteps_invoice on Invoice {
    id status notifiedAt issuedOn number sentAt signedAt signedByName verifiedAt returnedAt
  }
`);

const WAY = ['NOTIFIED', 'ISSUED', 'MAILED', 'SIGNED', 'VERIFIED'] as const;
type Place = (typeof WAY)[number];

/** A returned invoice stands again where a document is awaited. */
const placeOf = (status: InvoiceStatus): Place => (status === 'RETURNED' ? 'NOTIFIED' : status);

function stepsOf(i: InvoiceSteps_InvoiceFragment, t: Text, format: Format): Step[] {
  const here = WAY.indexOf(placeOf(i.status));
  const notes: Record<Place, (string | null | undefined)[]> = {
    NOTIFIED: [
      format.dateTime(i.status === 'RETURNED' && i.returnedAt ? i.returnedAt : i.notifiedAt),
    ],
    ISSUED: [i.issuedOn && format.date(i.issuedOn), i.number],
    MAILED: [i.sentAt && format.dateTime(i.sentAt)],
    SIGNED: [i.signedAt && format.dateTime(i.signedAt), i.signedByName],
    VERIFIED: [i.verifiedAt && format.dateTime(i.verifiedAt)],
  };
  return WAY.map((id, index) => {
    const bad = index === here && i.status === 'RETURNED';
    const done = index < here || i.status === 'VERIFIED';
    return {
      id,
      label: bad ? t.enum('InvoiceStatus', 'RETURNED') : t(`ui.invoice.step.${id}`),
      state: bad ? 'bad' : done ? 'done' : index === here ? 'current' : 'todo',
      notes: index <= here ? notes[id].filter((note) => Boolean(note)) : [],
    };
  });
}

/** Where an invoice stands between the notice and the verification. */
export function InvoiceSteps({ invoice }: { invoice: FragmentType<typeof Invoice> }) {
  const t = useText();
  const format = useFormat();
  const i = readFragment(Invoice, invoice);
  return (
    <Card>
      <Stepper
        label={t('ui.invoice.steps')}
        steps={stepsOf(i, t, format)}
        stateLabels={{
          done: t('ui.step.done'),
          current: t('ui.step.current'),
          todo: t('ui.step.todo'),
          bad: t('ui.step.bad'),
        }}
      />
    </Card>
  );
}
