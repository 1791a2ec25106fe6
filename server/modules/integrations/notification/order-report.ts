import type { KooGalleryOrder } from '../../../sources/koogallery/index.ts';
import type { OrderReport } from '../../orders/index.ts';

const CHARGING_MODES = {
  PERIOD: 'PERIOD',
  ONE_TIME: 'ONE_TIME',
  ON_DEMAND: 'ON_DEMAND',
  ON_DEMAND_PACKAGE: 'ON_DEMAND_PKG',
} as const;

const MONTHS: Readonly<Record<string, number>> = { month: 1, year: 12 };

/** Facts of an order that only notifications name. */
export interface NotifiedOrder {
  /** The marketplace notifies when the customer has paid; its query names no time of payment. */
  readonly paidAt: Date;
  /** Instance of each line of the marketplace; the key `''` is that of a notification without a line. */
  readonly instances: Map<string, string>;
}

/** Months of a number of periods; null if they are not periods of months. */
function monthsOf(type: string, count: number | null): number | null {
  const months = MONTHS[type.toLowerCase()];
  return months === undefined ? null : months * (count ?? 1);
}

/**
 * Maps an order of KooGallery to a report. Its query names no amounts: the lines are priced by the product's own
 * prices, and a trial costs nothing. A line of several periods has that many times its quantity.
 */
export function reportOf(
  order: KooGalleryOrder,
  {
    sellerId,
    notified,
  }: { readonly sellerId: string; readonly notified?: NotifiedOrder | undefined },
): OrderReport {
  const { orderType, createdAt } = order;
  const paidAt = notified && notified.paidAt > createdAt ? notified.paidAt : createdAt;
  const instances = notified?.instances;
  return {
    upstreamOrderId: order.orderId,
    customerUpstreamId: order.buyer.customerId,
    sellerId,
    orderType,
    status: orderType === 'UNSUBSCRIBE' ? 'COMPLETED' : 'PROCESSING',
    upstreamType: orderType,
    placedAt: createdAt,
    paidAt,
    ...(orderType === 'UNSUBSCRIBE' && { completedAt: paidAt }),
    lines: order.lines.map(
      ({ lineId, chargeMode, periodType, periodCount, expiresAt, products }) => ({
        upstreamLineId: lineId,
        skuCode: products[0]!.skuCode,
        quantity: Number(products[0]!.linearValue ?? 1) * (periodCount ?? 1),
        chargingMode: CHARGING_MODES[chargeMode],
        ...(periodType && { periodMonths: monthsOf(periodType, periodCount) }),
        ...(expiresAt && { expiresAt }),
        instanceId: instances?.get(lineId) ?? instances?.get(''),
        ...(orderType === 'TRIAL' && { dealMinor: 0n }),
      }),
    ),
  };
}
