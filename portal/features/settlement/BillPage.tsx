import { getRouteApi } from '@tanstack/react-router';
import { Receipt } from 'lucide-react';
import { useQuery } from 'urql';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { isId, recordResult } from '../../lib/record.ts';
import { BackToList } from '../../list/BackToList.tsx';
import { RouteButton, RouteLink } from '../../shell/links.ts';
import { NotFound } from '../../shell/NotFound.tsx';
import { PrintButton, PrintNote } from '../../shell/PrintButton.tsx';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { useTitle } from '../../shell/title.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Card } from '../../ui/Card.tsx';
import { DescriptionList } from '../../ui/DescriptionList.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
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
    ...BillSteps_bill
    ...BillSums_bill
    ...BillLines_bill
  }
`);

const route = getRouteApi('/app/bills/$id');

/** One settlement bill: its sums, and the lines that they are of. */
export function BillPage() {
  const t = useText();
  const { id } = route.useParams();
  const known = isId('stl', id);
  const [result, reload] = useQuery({
    query: One,
    variables: { id },
    pause: !known,
    requestPolicy: 'cache-and-network',
  });
  const period = result.data?.settlementBill?.period;
  useTitle(period && t('ui.bill.title', { period }));
  if (!known) return <NotFound />;
  return (
    <Page>
      <QueryGate
        result={recordResult(result, result.data?.settlementBill)}
        retry={() => reload({ requestPolicy: 'network-only' })}
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
        {({ settlementBill }) => (settlementBill ? <Known bill={settlementBill} /> : <NotFound />)}
      </QueryGate>
    </Page>
  );
}

function Known({ bill }: { bill: FragmentType<typeof Bill> }) {
  const t = useText();
  const b = readFragment(Bill, bill);
  const facts = {
    partner: b.partner.name,
    request: b.paymentRequestNumber,
    invoice: b.invoice && (
      <>
        <RouteLink to="/invoices/$id" params={{ id: b.invoice.id }}>
          {b.invoice.number ?? t('ui.bill.noInvoiceNumber')}
        </RouteLink>{' '}
        · {t.enum('InvoiceStatus', b.invoice.status)}
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
            <PrintButton />
            {b.invoice && (
              <RouteButton
                to="/invoices/$id"
                params={{ id: b.invoice.id }}
                variant={b.status === 'AWAITING_INVOICE' ? 'primary' : 'default'}
                icon={Receipt}
              >
                {t('ui.bill.toInvoice')}
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
      <PrintNote />
    </>
  );
}
