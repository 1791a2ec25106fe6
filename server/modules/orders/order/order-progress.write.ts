import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { OrderLineEntity } from '../line/order-line.entity.ts';
import { linesOf } from '../line/order-lines.read.ts';
import type { Order } from './order.entity.ts';
import { orderLife } from './order.life.ts';
import type { OrderState } from './order.machine.ts';
import type { PaymentInput } from './order-payment.write.ts';

/** Returns the state of a paid order that follows from its lines. */
export function stateOf(lines: readonly { readonly status: string }[]): OrderState {
  const has = (state: OrderState): boolean => lines.some(({ status }) => status === state);
  if (has('REFUND_PENDING')) return 'REFUND_PENDING';
  if (has('PROCESSING')) return 'PROCESSING';
  return has('COMPLETED') ? 'COMPLETED' : 'REFUNDED';
}

/** Completes an order whose lines are all complete, as the system. */
async function completeIfDone(tx: Tx, row: Order): Promise<void> {
  if (row.status === 'PROCESSING' && stateOf(await linesOf(tx, row.id)) === 'COMPLETED')
    await tx.fire(orderLife, row, 'complete');
}

/** Confirms the payment of an order. An order without supervised lines completes at once (domain §4.5). */
export async function confirmPayment(tx: Tx, row: Order, input: PaymentInput): Promise<void> {
  await tx.fire(orderLife, row, 'confirmPayment', input);
  await tx.asSystem('orders', (system) => completeIfDone(system, row));
}

/**
 * Marks a supervised line as accepted: it takes effect when it was activated, by default now, and the order completes
 * with its last line. The line must be under supervision, otherwise NOT_IN_THIS_STATE.
 */
export async function completeLine(
  tx: Tx,
  orderLineId: string,
  { activatedAt }: { readonly activatedAt?: Date } = {},
): Promise<void> {
  await tx.asSystem('orders', async (system) => {
    const { orderId } = await system.get(OrderLineEntity, orderLineId);
    const row = await system.get(orderLife, orderId);
    const [line] = await system.find(OrderLineEntity, (d) => sql`${d.id} = ${orderLineId}`);
    if (line!.supervision !== 'IN_PROGRESS' || line!.status !== 'PROCESSING')
      throw refuse('NOT_IN_THIS_STATE', null, { state: line!.status });
    system.update(OrderLineEntity, (d) => sql`${d.id} = ${orderLineId}`, {
      supervision: 'COMPLETED',
      supervisionCompletedAt: tx.now,
      effectiveAt: activatedAt ?? tx.now,
      status: 'COMPLETED',
    });
    await completeIfDone(system, row);
  });
}
