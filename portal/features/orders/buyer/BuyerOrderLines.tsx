import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Tag } from '../../../ui/display/Badge.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import styles from './BuyerOrders.module.css';

const Order = graphql(`
  fragment BuyerOrderLines_order on Order {
    id status
    lines {
      id productName specificationName quantity payRate status supervision effectiveAt
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
                {[line.specificationName, line.seller?.name].filter(Boolean).join(' · ')}
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
              {line.payRate !== '1' && <Tag>{format.shortRate(line.payRate)}</Tag>}
              {line.status !== o.status && <StateBadge type="OrderStatus" value={line.status} />}
              {line.supervision !== 'NOT_APPLICABLE' && (
                <StateBadge type="LineSupervisionStatus" value={line.supervision} />
              )}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
