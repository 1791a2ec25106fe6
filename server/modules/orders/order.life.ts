import { lifeCycle } from '../../platform/command/life-cycle/life-cycle.ts';
import type { Tx } from '../../platform/command/types.ts';
import { sql } from '../../platform/sql/sql.ts';
import type { Order } from './order.entity.ts';
import type { OrderState } from './order.machine.ts';
import { order } from './order.read.ts';
import { OrderLineEntity } from './order-line.entity.ts';
import { type PaymentInput, settlePayment } from './order-payment.write.ts';

/** Ends an unpaid order. Its lines follow it. */
function close(tx: Tx, row: Order): void {
  tx.update(OrderLineEntity, (d) => sql`${d.orderId} = ${row.id}`, { status: 'CANCELLED' });
}

/** State that follows from the lines of the order; see `refundLines`. */
export interface FollowingInput {
  readonly to: OrderState;
}

function follow(tx: Tx, row: Order, { to }: FollowingInput): OrderState {
  if (to === 'COMPLETED') row.completedAt ??= tx.now;
  return to;
}

export const orderLife = lifeCycle<Order>({
  reads: order,
  label: ({ number, customerName }) => `${number} ${customerName}`,
  effects: {
    confirmPayment: (tx: Tx, row: Order, input: PaymentInput) => settlePayment(tx, row, input),
    cancel: close,
    expire: close,
    complete(tx: Tx, row: Order) {
      row.completedAt = tx.now;
    },
    rejectRefund: follow,
    refund: follow,
  },
});
