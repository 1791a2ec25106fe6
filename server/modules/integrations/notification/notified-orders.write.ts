import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { KooGalleryOrder } from '../../../sources/koogallery/index.ts';
import { upsertCustomerUsers } from '../../customers/index.ts';
import { OrderEntity } from '../../orders/index.ts';
import type { FeedAccount } from '../feed/feed.ts';
import type { NotifiedOrder } from './order-report.ts';
import { UpstreamNotificationEntity } from './upstream-notification.entity.ts';

/** Time of payment, amount and instances of orders, as the notifications of an account name them. */
export async function notifiedOrders(
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
  for (const { upstreamOrderId, upstreamLineId, instanceId, sentAt, orderAmountMinor } of rows) {
    const known = found.get(upstreamOrderId!) ?? {
      paidAt: sentAt,
      instances: new Map(),
      amountMinor: null,
    };
    known.amountMinor ??= orderAmountMinor ?? null;
    if (instanceId) known.instances.set(upstreamLineId ?? '', instanceId);
    found.set(upstreamOrderId!, known);
  }
  return found;
}

/** Records the users who bought, as users of their customers. */
export async function takeOverBuyers(
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
