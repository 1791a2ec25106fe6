import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { type KooGalleryOrder, parseKooGalleryOrder } from '../../../sources/koogallery/index.ts';
import { upsertCustomerUsers } from '../../customers/index.ts';
import { OrderEntity } from '../../orders/index.ts';
import type { FeedAccount, RowFeed } from '../feed/feed.ts';
import { type NotifiedOrder, reportOf } from '../notification/order-report.ts';
import { UpstreamNotificationEntity } from '../notification/upstream-notification.entity.ts';
import { applyReports } from '../order/apply-reports.write.ts';

/** Orders behind notifications. No run reads them: each is asked for when the marketplace notifies of it. */
export const orderQueryFeed: RowFeed<KooGalleryOrder> = {
  api: 'ORDER_QUERY',
  parse: parseKooGalleryOrder,
  keyOf: ({ orderId }) => orderId,
  keyOfRaw: (raw) =>
    typeof raw === 'object' && raw !== null && 'orderId' in raw ? String(raw.orderId) : null,
  async apply(tx, account, orders) {
    const notified = await notifiedOrders(tx, account, orders);
    const reports = orders.map((order) =>
      reportOf(order, { sellerId: account.orgId, notified: notified.get(order.orderId) }),
    );
    const applied = await applyReports(tx, reports);
    await takeOverBuyers(tx, account, orders);
    return applied;
  },
};

/** Time of payment and instances of orders, as the notifications of an account name them. */
async function notifiedOrders(
  tx: Tx,
  { id }: FeedAccount,
  orders: readonly KooGalleryOrder[],
): Promise<ReadonlyMap<string, NotifiedOrder>> {
  const ids = orders.map(({ orderId }) => orderId);
  const rows = await tx.find(
    UpstreamNotificationEntity,
    (d) =>
      sql`${d.accountId} = ${id} and ${d.upstreamOrderId} = any(${ids}::text[]) and ${d.isProcessable}`,
    (d) => d.sentAt,
  );
  const found = new Map<string, NotifiedOrder>();
  for (const { upstreamOrderId, upstreamLineId, instanceId, sentAt } of rows) {
    const known = found.get(upstreamOrderId!) ?? { paidAt: sentAt, instances: new Map() };
    if (instanceId) known.instances.set(upstreamLineId ?? '', instanceId);
    found.set(upstreamOrderId!, known);
  }
  return found;
}

/** Records the users who bought, as users of their customers. */
async function takeOverBuyers(
  tx: Tx,
  { orgId }: FeedAccount,
  orders: readonly KooGalleryOrder[],
): Promise<void> {
  const buyers = new Map(orders.map(({ orderId, buyer }) => [orderId, buyer]));
  const ids = [...buyers.keys()];
  const written = await tx.find(
    OrderEntity,
    (d) => sql`${d.upstreamOrderId} = any(${ids}::text[])`,
  );
  for (const { upstreamOrderId, customerId } of written) {
    const { userId, userName } = buyers.get(upstreamOrderId!)!;
    if (userId)
      await upsertCustomerUsers(tx, customerId, [{ externalId: userId, name: userName }], orgId);
  }
}
