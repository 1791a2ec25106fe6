import { useBuyerView } from '../../../domain/buyer/useBuyerView.ts';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { Tag } from '../../../ui/display/Badge.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import styles from './BuyerOrders.module.css';

const Order = graphql(`
  fragment BuyerOrderLines_order on Order {
    id status
    supervisions(first: 20) { nodes { id productName status actsSide orderLine { id } } }
    lines {
      id productName specificationName quantity payRate status serviceUntil
      seller { id name }
      listPrice { amount currency }
      dealPrice { amount currency }
    }
  }
`);

/** Products of an order with the prices that the customer pays. */
export function BuyerOrderLines({ order }: { order: FragmentType<typeof Order> }) {
  const t = useText();
  const format = useFormat();
  const { go } = useBuyerView();
  const o = readFragment(Order, order);
  return (
    <Card flush title={t('ui.checkout.goods')}>
      <ul>
        {o.lines.map((line) => (
          <li key={line.id} className={styles.line}>
            <span>
              <strong>
                {line.productName} {t('ui.order.quantity', { quantity: line.quantity })}
              </strong>
              <small className="note">
                {[
                  line.specificationName,
                  line.seller?.name,
                  line.serviceUntil &&
                    t('ui.order.serviceUntil', { until: format.date(line.serviceUntil) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </span>
            <span className={styles.price}>
              <strong>{format.money(line.dealPrice)}</strong>
              {line.dealPrice.amount !== line.listPrice.amount && (
                <small className="note">
                  <s>{format.money(line.listPrice)}</s>
                </small>
              )}
            </span>
            <span className="row">
              {line.payRate !== '1' && <Tag>{format.fold(line.payRate)}</Tag>}
              {line.serviceUntil && (
                <Button size="sm" onPress={() => go('checkout', line.id)}>
                  {t('ui.order.renew')}
                </Button>
              )}
              {line.status !== o.status && <StateBadge type="OrderStatus" value={line.status} />}
              {o.supervisions.nodes
                .filter(({ orderLine }) => orderLine.id === line.id)
                .map((one) => (
                  <Button key={one.id} size="sm" onPress={() => go('supervisions', one.id)}>
                    {t('ui.nav.supervisions')} · {t.enum('SupervisionStatus', one.status)}
                  </Button>
                ))}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
