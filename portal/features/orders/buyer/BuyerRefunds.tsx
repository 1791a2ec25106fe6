import { useState } from 'react';
import { ActionButtons } from '../../../domain/ActionButtons.tsx';
import { useBuyerView } from '../../../domain/buyer/useBuyerView.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { BuyerRequest } from '../refunds/BuyerRequest.tsx';
import { type Asking, RefundLine } from '../refunds/refunds.ts';
import styles from './BuyerOrders.module.css';

const RefundDialog = lazyComponent(() => import('../refunds/RefundDialog.tsx'), 'RefundDialog');

const Order = graphql(`
  fragment BuyerRefunds_order on Order {
    id version number status orderType
    lines { id refundRequests { id ...BuyerRequest_request } ...RefundLine_line }
    ...ActionButtons_actionable
  }
`);
/** States before the payment and after a cancellation: nothing can be refunded. */
const UNPAID = new Set(['PENDING_PAYMENT', 'CANCELLED']);
const ASKING = ['requestRefund', 'refundWithoutReason'] as const;

/** 退订: what the customer may ask back, its requests, and what was refunded. */
export function BuyerRefunds({ order }: { order: FragmentType<typeof Order> }) {
  const t = useText();
  const format = useFormat();
  const { go } = useBuyerView();
  const o = readFragment(Order, order);
  const [asking, setAsking] = useState<Asking | null>(null);
  if (UNPAID.has(o.status) || o.orderType === 'UNSUBSCRIBE') return null;
  const lines = o.lines.map((line) => readFragment(RefundLine, line));
  const refunds = lines.flatMap(({ productName, refunds: made }) =>
    made.map((refund) => ({ ...refund, productName })),
  );
  return (
    <Card
      title={t('ui.order.refunds')}
      actions={
        <ActionButtons
          actionable={o}
          size="sm"
          buttons={ASKING.map((name) => ({
            name,
            label: t(`ui.refund.ask.${name}`),
            onPress: () => setAsking(name),
          }))}
        />
      }
    >
      <ul className="stack">
        {o.lines.flatMap(({ refundRequests }) =>
          refundRequests.map((request) => <BuyerRequest key={request.id} request={request} />),
        )}
        {refunds.map((refund) => (
          <li key={refund.id} className={styles.refund}>
            <Button size="sm" variant="ghost" onPress={() => go('orders', refund.order.id)}>
              {refund.orderNumber}
            </Button>
            <strong>{format.money(refund.cash)}</strong>
            <small className="note">
              {[
                refund.productName,
                refund.refundKind && t.enum('RefundKind', refund.refundKind),
                format.dateTime(refund.placedAt),
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
      <p className="note">{t('ui.refund.rules')}</p>
      {asking && (
        <RefundDialog order={o} lines={lines} asking={asking} onClose={() => setAsking(null)} />
      )}
    </Card>
  );
}
