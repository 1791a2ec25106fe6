import { type KooGalleryOrder, parseKooGalleryOrder } from '../../../sources/koogallery/index.ts';
import type { RowFeed } from '../feed/feed.ts';
import { notifiedOrders, takeOverBuyers } from '../notification/notified-orders.write.ts';
import { reportOf } from '../notification/order-report.ts';
import { applyReports } from '../order/apply-reports.write.ts';

/** Orders behind notifications. No run reads them: each is asked for when the marketplace notifies of it, or by a person. */
export const orderQueryFeed: RowFeed<KooGalleryOrder> = {
  api: 'ORDER_QUERY',
  parse: parseKooGalleryOrder,
  keyOf: ({ orderId }) => orderId,
  keyOfRaw: (raw) =>
    typeof raw === 'object' && raw !== null && 'orderId' in raw ? String(raw.orderId) : null,
  fetch: async ({ koogallery }, orderId, signal) => [
    await koogallery.orderQuery({ orderId }, signal),
  ],
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
