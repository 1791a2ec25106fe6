import { createRequest } from 'urql';
import { FactList } from '../../domain/FactList.tsx';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import type { Prefetch } from '../../lib/prefetch.ts';
import { sideOf, useSession } from '../../lib/session.ts';
import { RouteButton, RouteLink } from '../../shell/links.ts';
import { PanelFrame, RecordPanel } from '../../shell/PanelFrame.tsx';
import { TwoLine } from '../../ui/display/TwoLine.tsx';
import { PanelSection } from '../../ui/overlays/SidePanel.tsx';
import { OrderLineState } from './OrderLineState.tsx';
import styles from './OrderPanel.module.css';

const One = graphql(`
  query OrderPanel($id: ID!) { order(by: { id: $id }) { id ...OrderPanel_order } }
`);
export const prefetch: Prefetch = ({ id }) => [createRequest(One, { id })];
const Order = graphql(`
  fragment OrderPanel_order on Order {
    id number orderType program status attribution attributionReason customerName placedAt paidAt completedAt
    listTotal { amount currency }
    dealTotal { amount currency }
    voucherTotal { amount currency }
    cashTotal { amount currency }
    customer { id }
    partner { id name }
    exclusiveDiscount { id name }
    lines {
      id productName specificationName quantity payRate shareRatio
      dealPrice { amount currency }
      ...OrderLineState_line
    }
  }
`);

interface OrderPanelProps {
  id: string;
  onClose: () => void;
}

export function OrderPanel({ id, onClose }: OrderPanelProps) {
  return (
    <RecordPanel id={id} prefix="ord" query={One} of={(data) => data.order} onClose={onClose}>
      {(order) => <Content order={order} onClose={onClose} />}
    </RecordPanel>
  );
}

function Content({ order, onClose }: { order: FragmentType<typeof Order>; onClose: () => void }) {
  const t = useText();
  const format = useFormat();
  const linked = sideOf(useSession()) !== 'SELLER';
  const o = readFragment(Order, order);
  const facts = {
    type: t.enum('OrderType', o.orderType),
    program: o.program && t.enum('OrderProgram', o.program),
    customer:
      o.customer && linked ? (
        <RouteLink to="/customers/$id" params={{ id: o.customer.id }}>
          {o.customerName}
        </RouteLink>
      ) : (
        o.customerName
      ),
    partner: o.partner?.name,
    attribution: [
      t.enum('OrderAttribution', o.attribution),
      o.attributionReason && t.enum('OrderAttributionReason', o.attributionReason),
    ]
      .filter(Boolean)
      .join(' · '),
    discount: o.exclusiveDiscount && (
      <RouteLink to="/discounts/$id" params={{ id: o.exclusiveDiscount.id }}>
        {o.exclusiveDiscount.name}
      </RouteLink>
    ),
    list: format.money(o.listTotal),
    deal: <strong>{format.money(o.dealTotal)}</strong>,
    voucher: format.money(o.voucherTotal),
    cash: format.money(o.cashTotal),
    placedAt: format.dateTime(o.placedAt),
    paidAt: o.paidAt && format.dateTime(o.paidAt),
    completedAt: o.completedAt && format.dateTime(o.completedAt),
  };
  return (
    <PanelFrame
      title={o.number}
      badges={<StateBadge type="OrderStatus" value={o.status} />}
      onClose={onClose}
      footer={
        <RouteButton to="/orders/$id" params={{ id: o.id }} variant="primary">
          {t('ui.order.open')}
        </RouteButton>
      }
    >
      <PanelSection>
        <FactList labels="ui.order.fact" facts={facts} />
      </PanelSection>
      <PanelSection title={t('ui.order.lines')}>
        <ul className={styles.lines}>
          {o.lines.map((line) => (
            <li key={line.id}>
              <TwoLine
                note={[
                  `${line.specificationName} ${t('ui.order.quantity', { quantity: line.quantity })}`,
                  line.shareRatio &&
                    t('ui.order.share', { share: format.percent(line.shareRatio) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              >
                {line.productName}
              </TwoLine>
              <span className={styles.price}>
                <TwoLine note={format.payRate(line.payRate)}>
                  {format.money(line.dealPrice)}
                </TwoLine>
              </span>
              <OrderLineState line={line} />
            </li>
          ))}
        </ul>
      </PanelSection>
    </PanelFrame>
  );
}
