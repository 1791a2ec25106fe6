import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { Card } from '../../../ui/layout/Card.tsx';
import styles from './Record.module.css';

const Order = graphql(`
  fragment OrderRefunds_order on Order {
    id
    lines {
      id productName
      refundOf { id orderNumber order { id } }
      refunds {
        id orderNumber placedAt status
        cash { amount currency }
        order { id }
      }
    }
  }
`);

/** Refunds of the order's lines, and for a refund the orders that it refunds. */
export function OrderRefunds({ order }: { order: FragmentType<typeof Order> }) {
  const t = useText();
  const format = useFormat();
  const { lines } = readFragment(Order, order);
  const refunds = lines.flatMap((line) =>
    line.refunds.map((refund) => ({ ...refund, productName: line.productName })),
  );
  const refunded = lines.flatMap(({ id, productName, refundOf }) =>
    refundOf ? [{ id, productName, refundOf }] : [],
  );
  if (refunds.length + refunded.length === 0) return null;
  return (
    <Card title={t('ui.order.refunds')}>
      <ul className={styles.rows}>
        {refunds.map((refund) => (
          <li key={refund.id}>
            <span className={styles.line}>
              <RouteLink to="/orders/$id" params={{ id: refund.order.id }}>
                {refund.orderNumber}
              </RouteLink>
              <strong>{format.money(refund.cash)}</strong>
            </span>
            <span className={styles.line}>
              <small className="note">
                {refund.productName} · {format.dateTime(refund.placedAt)}
              </small>
              <StateBadge type="OrderStatus" value={refund.status} />
            </span>
          </li>
        ))}
        {refunded.map(({ id, productName, refundOf }) => (
          <li key={id}>
            <RouteLink to="/orders/$id" params={{ id: refundOf.order.id }}>
              {refundOf.orderNumber}
            </RouteLink>
            <small className="note">{t('ui.order.refundOf', { line: productName })}</small>
          </li>
        ))}
      </ul>
    </Card>
  );
}
