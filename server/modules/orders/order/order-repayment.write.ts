import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { type OrderLine, OrderLineEntity } from '../line/order-line.entity.ts';
import { type Order, OrderEntity } from './order.entity.ts';
import { orderLife } from './order.life.ts';
import { PAID_STATES } from './order.machine.ts';
import type { ReportedCredit } from './order-payment.write.ts';

/**
 * Applies the credit of a paid order as the upstream reports it, by the order's events. A repayment that was confirmed
 * here stays. Returns whether anything was written.
 */
export async function applyCredit(
  tx: Tx,
  order: Readonly<Order>,
  lines: readonly Readonly<OrderLine>[],
  { repaidAt }: ReportedCredit,
): Promise<boolean> {
  const isPaid = PAID_STATES.some((state) => state === order.status);
  const isOwed = lines.some(({ repayment }) => repayment === 'OUTSTANDING');
  const isNew = lines.every(({ repayment }) => repayment === 'NOT_APPLICABLE');
  if (!isPaid || !(isNew || (isOwed && repaidAt))) return false;
  const row = await tx.get(orderLife, order.id);
  if (isNew) await tx.fire(orderLife, row, 'reportCredit');
  if (repaidAt) await tx.fire(orderLife, row, 'repay', { at: repaidAt });
  return true;
}

/** Applies the credit of known orders by their upstream ids, as the system; see {@link applyCredit}. */
export async function reportCredits(
  tx: Tx,
  credits: ReadonlyMap<string, ReportedCredit>,
): Promise<void> {
  if (credits.size === 0) return;
  await tx.asSystem('orders', async (system) => {
    const ids = [...credits.keys()];
    system.lockAll('UpstreamOrder', ids);
    const orders = await system.find(
      OrderEntity,
      (d) => sql`${d.upstreamOrderId} = any(${ids}::text[]) and ${d.orderType} <> 'UNSUBSCRIBE'`,
    );
    const lines = await system.find(
      OrderLineEntity,
      (d) => sql`${d.orderId} = any(${orders.map(({ id }) => id)}::uuid[])`,
    );
    const ofOrder = Map.groupBy(lines, ({ orderId }) => orderId);
    for (const order of orders)
      await applyCredit(
        system,
        order,
        ofOrder.get(order.id) ?? [],
        credits.get(order.upstreamOrderId!)!,
      );
  });
}
