import { getRouteApi } from '@tanstack/react-router';
import { createRequest } from 'urql';
import { NextStep } from '../../domain/record/NextStep.tsx';
import { RecordActivity } from '../../domain/record/RecordActivity.tsx';
import { RecordHead } from '../../domain/record/RecordHead.tsx';
import { nextOf } from '../../domain/record/task.ts';
import { useDeadlineTasks } from '../../domain/record/useDeadlineTasks.tsx';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { InvoicePageQuery } from '../../gql/graphql.ts';
import { useText } from '../../lib/i18n.tsx';
import type { Prefetch } from '../../lib/prefetch.ts';
import { BackToList } from '../../list/BackToList.tsx';
import { useNeighbours } from '../../list/Neighbours.tsx';
import { PrintButton, PrintNote } from '../../shell/PrintButton.tsx';
import { RecordGate } from '../../shell/RecordGate.tsx';
import { RecordSkeleton } from '../../shell/RecordSkeleton.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { Columns, Page } from '../../ui/layout/Page.tsx';
import { InvoiceActions } from './InvoiceActions.tsx';
import { InvoiceClock } from './InvoiceClock.tsx';
import { InvoiceDocuments } from './InvoiceDocuments.tsx';
import { InvoiceFacts } from './InvoiceFacts.tsx';
import { InvoiceList } from './InvoiceList.tsx';
import { InvoiceSteps } from './InvoiceSteps.tsx';
import { Purchaser } from './Purchaser.tsx';

const One = graphql(`
  query InvoicePage($id: ID!) {
    invoice(by: { id: $id }) { id bill { id number period } ...InvoicePage_invoice }
    deadlines(first: 20, filter: { subjectId: [$id] }) { nodes { id ...useDeadlineTasks_deadline } }
    ...RecordTimeline_people
  }
`);
export const prefetch: Prefetch = ({ id }) => [createRequest(One, { id })];
const Invoice = graphql(`
  fragment InvoicePage_invoice on Invoice {
    id status returnReason rateDiffersFromBill
    gross { amount currency }
    bill { id number period }
    activities(first: 30) { ...RecordActivity_activities }
    notes(first: 50) { ...RecordTimeline_notes }
    ...InvoiceClock_invoice
    ...InvoiceActions_invoice
    ...InvoiceSteps_invoice
    ...InvoiceFacts_invoice
    ...InvoiceDocuments_invoice
    ...InvoiceList_invoice
    purchaser { title ...Purchaser_purchaser }
  }
`);

const tones = { verify: 'good', return: 'bad', lapse: 'bad' } as const;
const route = getRouteApi('/app/invoices/$id');

/** The invoice of one bill: progress, required data and documents. */
export function InvoicePage() {
  const t = useText();
  const { id } = route.useParams();
  return (
    <Page>
      <RecordGate
        prefix="ivc"
        query={One}
        variables={{ id }}
        of={(data) => data.invoice}
        title={({ bill }) => t('ui.invoice.title', { period: bill.period })}
        skeleton={<RecordSkeleton />}
      >
        {(invoice, data) => <Content key={id} invoice={invoice} data={data} />}
      </RecordGate>
    </Page>
  );
}

interface ContentProps {
  invoice: FragmentType<typeof Invoice>;
  data: InvoicePageQuery;
}

function Content({ invoice, data }: ContentProps) {
  const t = useText();
  const i = readFragment(Invoice, invoice);
  const tasks = useDeadlineTasks(data.deadlines.nodes);
  const neighbours = useNeighbours({ list: 'invoices', id: i.id, to: '/invoices/$id' });
  return (
    <>
      <RecordHead
        title={t('ui.invoice.title', { period: i.bill.period })}
        neighbours={neighbours}
        crumbs={[
          <BackToList key="list" name="invoices" label="ui.nav.invoices" />,
          <span key="bill">{i.bill.number}</span>,
        ]}
        meta={
          <>
            <StateBadge type="InvoiceStatus" value={i.status} />
            <InvoiceClock invoice={i} />
          </>
        }
        actions={
          <>
            <PrintButton />
            <InvoiceActions invoice={i} />
          </>
        }
      />
      <NextStep task={nextOf(tasks)} />
      {i.status === 'RETURNED' && (
        <Banner tone="bad" title={t('ui.invoice.returnedTitle')}>
          {i.returnReason}
        </Banner>
      )}
      {i.rateDiffersFromBill && <Banner tone="info">{t('ui.invoice.rateDiffers')}</Banner>}
      <Columns
        aside={
          <>
            {i.purchaser && <Purchaser purchaser={i.purchaser} />}
            {/* Notes are for the author's organization, not for paper. */}
            <div data-noprint>
              <RecordActivity
                subject={{ invoiceId: i.id }}
                notes={i.notes}
                activities={i.activities}
                people={data}
                tones={tones}
              />
            </div>
          </>
        }
      >
        <InvoiceSteps invoice={i} />
        <InvoiceList invoice={i} />
        <InvoiceFacts invoice={i} />
        <InvoiceDocuments invoice={i} />
      </Columns>
      <PrintNote />
    </>
  );
}
