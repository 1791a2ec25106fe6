import { getRouteApi } from '@tanstack/react-router';
import { Receipt } from 'lucide-react';
import { ActivityTimeline } from '../../domain/ActivityTimeline.tsx';
import { PaperLink } from '../../domain/files/PaperLink.tsx';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { useMay } from '../../lib/session.ts';
import { BackToList } from '../../list/BackToList.tsx';
import { RouteButton, RouteLink } from '../../shell/links.ts';
import { PrintButton, PrintNote } from '../../shell/PrintButton.tsx';
import { RecordGate } from '../../shell/RecordGate.tsx';
import { DescriptionList } from '../../ui/display/DescriptionList.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { PageHead } from '../../ui/layout/PageHead.tsx';
import { BillLines } from './BillLines.tsx';
import { BillSteps } from './BillSteps.tsx';
import { BillSums } from './BillSums.tsx';

const One = graphql(`
  query BillPage($id: ID!) {
    settlementBill(by: { id: $id }) { id period ...BillPage_bill }
  }
`);
const Bill = graphql(`
  fragment BillPage_bill on SettlementBill {
    id number period status paymentRequestNumber rejectionReason
    partner { id name }
    invoice { id number status }
    activities(first: 30) { nodes { id ...ActivityTimeline_activity } }
    ...BillSteps_bill
    ...BillSums_bill
    ...BillLines_bill
  }
`);

const tones = { pay: 'good', rejectPayment: 'bad', returnInvoice: 'bad' } as const;
const route = getRouteApi('/app/bills/$id');

export function BillPage() {
  const t = useText();
  const { id } = route.useParams();
  return (
    <Page>
      <RecordGate
        prefix="stl"
        query={One}
        variables={{ id }}
        of={(data) => data.settlementBill}
        title={({ period }) => t('ui.bill.title', { period })}
        skeleton={
          <div className="stack">
            <Skeleton width="40%" height={28} />
            <Card>
              <Skeleton height={56} />
            </Card>
            <Card>
              <Skeleton height={64} />
            </Card>
            <Card>
              <Skeleton lines={6} height={20} />
            </Card>
          </div>
        }
      >
        {(bill) => <Content bill={bill} />}
      </RecordGate>
    </Page>
  );
}

function Content({ bill }: { bill: FragmentType<typeof Bill> }) {
  const t = useText();
  const may = useMay();
  const b = readFragment(Bill, bill);
  // An operator's steps on a bill with an invoice are on the invoice.
  const verifies = b.invoice?.status === 'SIGNED' && may('invoiceVerify');
  const waits = verifies || b.status === 'AWAITING_INVOICE';
  const facts = {
    partner: b.partner.name,
    request: b.paymentRequestNumber,
    invoice: b.invoice && (
      <>
        <RouteLink to="/invoices/$id" params={{ id: b.invoice.id }}>
          {b.invoice.number ?? t('ui.bill.noInvoiceNumber')}
        </RouteLink>{' '}
        <StateBadge type="InvoiceStatus" value={b.invoice.status} />
      </>
    ),
  };
  return (
    <>
      <PageHead
        title={t('ui.bill.title', { period: b.period })}
        crumbsLabel={t('ui.crumbs')}
        crumbs={[
          <BackToList key="list" name="bills" label="ui.nav.bills" />,
          <span key="number">{b.number}</span>,
        ]}
        meta={<StateBadge type="SettlementBillStatus" value={b.status} />}
        actions={
          <>
            <PaperLink paper="bill" id={b.id}>
              {t('ui.bill.pdf')}
            </PaperLink>
            <PrintButton />
            {b.invoice && (
              <RouteButton
                to="/invoices/$id"
                params={{ id: b.invoice.id }}
                variant={waits ? 'primary' : 'default'}
                icon={Receipt}
              >
                {t(verifies ? 'ui.bill.verifyInvoice' : 'ui.bill.toInvoice')}
              </RouteButton>
            )}
          </>
        }
      />
      {b.rejectionReason && (
        <Banner tone="bad" title={t('ui.bill.rejectedTitle')}>
          {b.rejectionReason}
        </Banner>
      )}
      <BillSteps bill={b} />
      <BillSums bill={b} />
      <Card>
        <DescriptionList
          variant="columns"
          items={Object.entries(facts)
            .filter(([, value]) => value)
            .map(([id, value]) => ({ id, label: t.maybe(`ui.bill.fact.${id}`), value }))}
        />
      </Card>
      <BillLines bill={b} />
      <Card title={t('ui.activity')}>
        <ActivityTimeline activities={b.activities.nodes} tones={tones} label={t('ui.activity')} />
      </Card>
      <PrintNote />
    </>
  );
}
