import { getRouteApi } from '@tanstack/react-router';
import { createRequest } from 'urql';
import { ActivityTimeline } from '../../domain/ActivityTimeline.tsx';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { BackToList } from '../../list/BackToList.tsx';
import { PrintButton, PrintNote } from '../../shell/PrintButton.tsx';
import { RecordGate } from '../../shell/RecordGate.tsx';
import { RecordSkeleton } from '../../shell/RecordSkeleton.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { Columns, Page } from '../../ui/layout/Page.tsx';
import { PageHead } from '../../ui/layout/PageHead.tsx';
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
  }
`);
export const prefetch = (id: string) => createRequest(One, { id });
const Invoice = graphql(`
  fragment InvoicePage_invoice on Invoice {
    id status returnReason rateDiffersFromBill
    bill { id number period }
    activities(first: 30) { nodes { id ...ActivityTimeline_activity } }
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
        {(invoice) => <Content invoice={invoice} />}
      </RecordGate>
    </Page>
  );
}

function Content({ invoice }: { invoice: FragmentType<typeof Invoice> }) {
  const t = useText();
  const i = readFragment(Invoice, invoice);
  return (
    <>
      <PageHead
        title={t('ui.invoice.title', { period: i.bill.period })}
        crumbsLabel={t('ui.crumbs')}
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
            <Card title={t('ui.activity')}>
              <ActivityTimeline
                activities={i.activities.nodes}
                tones={tones}
                label={t('ui.activity')}
              />
            </Card>
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
