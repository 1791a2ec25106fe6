import { BuyerColumns } from '../../../domain/buyer/BuyerColumns.tsx';
import { useBuyerView } from '../../../domain/buyer/useBuyerView.ts';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { LineConditions } from '../conditions/LineConditions.tsx';
import { repaymentOf } from '../repayment.ts';
import { OrderSupport } from '../support/OrderSupport.tsx';
import { AcceptedTerms } from '../terms/AcceptedTerms.tsx';
import { BuyerOrderDecision } from './BuyerOrderDecision.tsx';
import { BuyerOrderLines } from './BuyerOrderLines.tsx';
import { BuyerRefunds } from './BuyerRefunds.tsx';
import { BuyerRepayment } from './BuyerRepayment.tsx';

const One = graphql(`
  query BuyerOrder($id: ID!) { order(by: { id: $id }) { id number ...BuyerOrder_order } }
`);
const Order = graphql(`
  fragment BuyerOrder_order on Order {
    id number orderType status placedAt paidAt completedAt paymentDueAt attribution
    listTotal { amount currency }
    dealTotal { amount currency }
    voucherTotal { amount currency }
    cashTotal { amount currency }
    partner { id name }
    selectedPartner { id name }
    lines { id productName repayment repaidAt }
    ...BuyerOrderLines_order
    ...BuyerOrderDecision_order
    ...BuyerRepayment_order
    ...BuyerRefunds_order
    ...AcceptedTerms_order
  }
`);

export function BuyerOrderPage({ id }: { id: string }) {
  return (
    <RecordGate
      prefix="ord"
      query={One}
      variables={{ id }}
      of={(data) => data.order}
      title={({ number }) => number}
      skeleton={
        <Card>
          <Skeleton lines={8} height={20} />
        </Card>
      }
    >
      {(order) => <Content order={order} />}
    </RecordGate>
  );
}

/** One order as its customer sees it: without share, floor or margin. */
function Content({ order }: { order: FragmentType<typeof Order> }) {
  const t = useText();
  const format = useFormat();
  const { go } = useBuyerView();
  const o = readFragment(Order, order);
  const partner = o.partner ?? o.selectedPartner;
  const repayment = repaymentOf(o.lines);
  const facts = {
    placedAt: format.dateTime(o.placedAt),
    paidAt: o.paidAt && format.dateTime(o.paidAt),
    completedAt: o.completedAt && format.dateTime(o.completedAt),
    repaidAt: repayment?.at && format.dateTime(repayment.at),
    partner: partner?.name,
  };
  const sums = {
    list: format.money(o.listTotal),
    deal: format.money(o.dealTotal),
    voucher: Number(o.voucherTotal.amount) !== 0 && format.money(o.voucherTotal),
    cash: <strong>{format.money(o.cashTotal)}</strong>,
  };
  const items = (values: Record<string, React.ReactNode>) =>
    Object.entries(values)
      .filter(([, value]) => value)
      .map(([key, value]) => ({ id: key, label: t.maybe(`ui.order.fact.${key}`), value }));
  return (
    <BuyerColumns
      aside={
        <Card title={t('ui.checkout.sum')} note={t('ui.checkout.taxIncluded')}>
          <DescriptionList variant="sum" items={items(sums)} />
        </Card>
      }
      decision={
        o.status === 'PENDING_PAYMENT' ? (
          <BuyerOrderDecision order={o} />
        ) : (
          repayment?.state === 'OUTSTANDING' && <BuyerRepayment order={o} />
        )
      }
    >
      <PageHead
        title={o.number}
        crumbsLabel={t('ui.crumbs')}
        crumbs={[
          <Button key="list" size="sm" variant="ghost" onPress={() => go('orders')}>
            {t('ui.buyer.orders.title')}
          </Button>,
        ]}
        meta={
          <>
            <StateBadge type="OrderStatus" value={o.status} />
            {repayment && <StateBadge type="RepaymentStatus" value={repayment.state} />}
            {o.status === 'PENDING_PAYMENT' && o.paymentDueAt && (
              <DeadlineBadge deadline={{ dueAt: o.paymentDueAt }} />
            )}
          </>
        }
      />
      <BuyerOrderLines order={o} />
      <BuyerRefunds order={o} />
      {o.attribution !== 'DISCOUNT' && o.selectedPartner && o.orderType === 'NEW' && (
        <Card title={t('ui.checkout.partner')} note={o.selectedPartner.name}>
          <ul className="stack">
            {o.lines.map((line) => (
              <li key={line.id} className="stack">
                {o.lines.length > 1 && <strong>{line.productName}</strong>}
                <LineConditions purchase={{ orderLineId: line.id }} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t('ui.order')}>
        <DescriptionList items={items(facts)} />
      </Card>
      <OrderSupport id={o.id} />
      <AcceptedTerms order={o} />
    </BuyerColumns>
  );
}
