import { FactList } from '../../domain/FactList.tsx';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { RouteLink } from '../../shell/links.ts';
import { Card } from '../../ui/layout/Card.tsx';

const Invoice = graphql(`
  fragment InvoiceFacts_invoice on Invoice {
    id paymentRequestNumber number issuedOn vatRate expectedVatRate dueAt delivery carrier trackingNumber mailbox
    gross { amount currency }
    net { amount currency }
    tax { amount currency }
    partner { id name }
    bill { id number period status }
  }
`);

export function InvoiceFacts({ invoice }: { invoice: FragmentType<typeof Invoice> }) {
  const t = useText();
  const format = useFormat();
  const i = readFragment(Invoice, invoice);
  const rate = i.vatRate ?? i.expectedVatRate;
  const facts = {
    partner: i.partner.name,
    bill: (
      <>
        <RouteLink to="/bills/$id" params={{ id: i.bill.id }}>
          {i.bill.number}
        </RouteLink>{' '}
        <StateBadge type="SettlementBillStatus" value={i.bill.status} />
      </>
    ),
    request: i.paymentRequestNumber,
    due: format.dateTime(i.dueAt),
    gross: <strong>{format.money(i.gross)}</strong>,
    vatRate: rate && format.percent(rate),
    net: i.net && format.money(i.net),
    tax: i.tax && format.money(i.tax),
    number: i.number,
    issuedOn: i.issuedOn && format.date(i.issuedOn),
    delivery: i.delivery && t.enum('InvoiceDelivery', i.delivery),
    carrier: i.carrier,
    trackingNumber: i.trackingNumber,
    mailbox: i.mailbox,
  };
  return (
    <Card title={t('ui.invoice.facts')}>
      <FactList labels="ui.invoice.fact" variant="columns" facts={facts} />
    </Card>
  );
}
