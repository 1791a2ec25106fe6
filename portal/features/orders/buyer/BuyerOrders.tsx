import { ShoppingCart } from 'lucide-react';
import { useQuery } from 'urql';
import { BuyerRow } from '../../../domain/buyer/BuyerRow.tsx';
import { useBuyerView } from '../../../domain/buyer/useBuyerView.ts';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { BuyerOrderPage } from './BuyerOrder.tsx';

// The session of a link sees the customer's orders with the partner of the link.
const Orders = graphql(`
  query BuyerOrders {
    orders(first: 50) {
      nodes {
        id number orderType status placedAt paymentDueAt
        dealTotal { amount currency }
        lines { id productName }
      }
    }
  }
`);

/** 订单与退订: the customer's orders behind the link, newest first, or one of them. */
export function BuyerOrders({ open }: { open?: string }) {
  return open ? <BuyerOrderPage id={open} /> : <OwnOrders />;
}

function OwnOrders() {
  const t = useText();
  const format = useFormat();
  const { go } = useBuyerView();
  const [result, reload] = useQuery({ query: Orders, requestPolicy: 'cache-and-network' });
  return (
    <QueryGate
      result={result}
      retry={reload}
      skeleton={
        <Card>
          <Skeleton lines={6} height={24} />
        </Card>
      }
    >
      {({ orders }) => (
        <>
          <h1>{t('ui.buyer.orders.title')}</h1>
          <Card flush>
            {orders.nodes.length === 0 && (
              <EmptyState
                icon={ShoppingCart}
                title={t('ui.orders.empty')}
                action={<Button onPress={() => go('checkout')}>{t('ui.checkout.title')}</Button>}
              />
            )}
            <ul>
              {orders.nodes.map((order) => (
                <BuyerRow
                  key={order.id}
                  title={order.number}
                  note={[
                    t.enum('OrderType', order.orderType),
                    ...new Set(order.lines.map(({ productName }) => productName)),
                    format.dateTime(order.placedAt),
                  ].join(' · ')}
                  onOpen={() => go('orders', order.id)}
                >
                  {order.status === 'PENDING_PAYMENT' && order.paymentDueAt && (
                    <DeadlineBadge deadline={{ dueAt: order.paymentDueAt }} told />
                  )}
                  <StateBadge type="OrderStatus" value={order.status} />
                  <strong className="num">{format.money(order.dealTotal)}</strong>
                </BuyerRow>
              ))}
            </ul>
          </Card>
        </>
      )}
    </QueryGate>
  );
}
