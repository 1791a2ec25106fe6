import { getRouteApi } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { isId, recordResult } from '../../lib/record.ts';
import { RouteLink } from '../../shell/links.ts';
import { NotFound } from '../../shell/NotFound.tsx';
import { PrintButton, PrintNote } from '../../shell/PrintButton.tsx';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { useTitle } from '../../shell/title.ts';
import { Card } from '../../ui/Card.tsx';
import { DescriptionList } from '../../ui/DescriptionList.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { BillLines } from './BillLines.tsx';

const One = graphql(`
  query BillPage($id: ID!) {
    settlementBill(by: { id: $id }) { id period ...BillPage_bill }
  }
`);
const Bill = graphql(`
  fragment BillPage_bill on SettlementBill {
    id number period status runAt sentAt countersignedAt paidAt paymentRequestNumber rejectionReason
    serviceVatRate lineCount
    gross { amount currency }
    net { amount currency }
    tax { amount currency }
    carriedIn { amount currency }
    partner { id name }
    invoice { id status }
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
  const format = useFormat();
  const b = readFragment(Bill, bill);
  const when = (instant: string | null | undefined) => instant && format.dateTime(instant);
  const facts = {
    partner: b.partner.name,
    gross: <strong>{format.money(b.gross)}</strong>,
    net: format.money(b.net),
    tax: `${format.money(b.tax)} (${format.percent(b.serviceVatRate)})`,
    carriedIn: format.money(b.carriedIn),
    request: b.paymentRequestNumber,
    invoice: b.invoice && (
      <RouteLink to="/invoices/$id" params={{ id: b.invoice.id }}>
        {t.enum('InvoiceStatus', b.invoice.status)}
      </RouteLink>
    ),
    runAt: when(b.runAt),
    sentAt: when(b.sentAt),
    countersignedAt: when(b.countersignedAt),
    paidAt: when(b.paidAt),
    rejectionReason: b.rejectionReason,
  };
  return (
    <>
      <PageHead
        title={t('ui.bill.title', { period: b.period })}
        crumbsLabel={t('ui.crumbs')}
        crumbs={[
          <RouteLink key="list" to="/bills">
            {t('ui.nav.bills')}
          </RouteLink>,
          <span key="number">{b.number}</span>,
        ]}
        meta={<StateBadge type="SettlementBillStatus" value={b.status} />}
        actions={<PrintButton />}
      />
      <Card title={t('ui.bill.sums')}>
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
