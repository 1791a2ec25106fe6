import { createRequest, useQuery } from 'urql';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { isId, recordResult } from '../../lib/record.ts';
import { RouteLink } from '../../shell/links.ts';
import { PanelFrame, PanelMissing, PanelSkeleton } from '../../shell/PanelFrame.tsx';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { DescriptionList } from '../../ui/DescriptionList.tsx';
import { PanelSection } from '../../ui/SidePanel.tsx';
import { TwoLine } from '../../ui/TwoLine.tsx';
import styles from './OrderPanel.module.css';

const One = graphql(`
  query OrderPanel($id: ID!) { order(by: { id: $id }) { id ...OrderPanel_order } }
`);
/** For whoever leads here, so that the data are there first. */
export const warm = (id: string) => createRequest(One, { id });
const Order = graphql(`
  fragment OrderPanel_order on Order {
    id number orderType status attribution attributionReason customerName placedAt paidAt completedAt
    listTotal { amount currency }
    dealTotal { amount currency }
    voucherTotal { amount currency }
    cashTotal { amount currency }
    partner { id name }
    exclusiveDiscount { id name }
    lines {
      id productName specificationName quantity payRate shareRatio status
      dealPrice { amount currency }
    }
  }
`);

interface OrderPanelProps {
  id: string;
  onClose: () => void;
}

/** One order beside the list. */
export function OrderPanel({ id, onClose }: OrderPanelProps) {
  const known = isId('ord', id);
  const [result, reload] = useQuery({
    query: One,
    variables: { id },
    pause: !known,
    requestPolicy: 'cache-and-network',
  });
  if (!known) return <PanelMissing onClose={onClose} />;
  return (
    <QueryGate
      result={recordResult(result, result.data?.order)}
      retry={() => reload({ requestPolicy: 'network-only' })}
      skeleton={<PanelSkeleton />}
    >
      {({ order }) =>
        order ? <Known order={order} onClose={onClose} /> : <PanelMissing onClose={onClose} />
      }
    </QueryGate>
  );
}

function Known({ order, onClose }: { order: FragmentType<typeof Order>; onClose: () => void }) {
  const t = useText();
  const format = useFormat();
  const o = readFragment(Order, order);
  const facts = {
    type: t.enum('OrderType', o.orderType),
    customer: o.customerName,
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
    >
      <PanelSection>
        <DescriptionList
          items={Object.entries(facts)
            .filter(([, value]) => value)
            .map(([id, value]) => ({ id, label: t.maybe(`ui.order.fact.${id}`), value }))}
        />
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
            </li>
          ))}
        </ul>
      </PanelSection>
    </PanelFrame>
  );
}
