import type { KooGalleryOrder } from '../../../sources/koogallery/index.ts';
import type { OrderReport, ReportedAmounts } from '../../orders/index.ts';

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
  /** Amount of the order in fen, negative when it is given back; null if none names it. */
  amountMinor: bigint | null;
}

/** Months of a number of periods; null if they are not periods of months. */
function monthsOf(type: string, count: number | null): number | null {
  const months = MONTHS[type.toLowerCase()];
  return months === undefined ? null : months * (count ?? 1);
}

type Line = KooGalleryOrder['lines'][number];

/** Amounts of a line as far as anything names them. A trial costs nothing; the amount of an order is that of its only line. */
function namedAmounts(
  { orderType, lines }: KooGalleryOrder,
  line: Line,
  notified: NotifiedOrder | undefined,
): ReportedAmounts {
  const named = line.amountMinor ?? (lines.length === 1 ? (notified?.amountMinor ?? null) : null);
  if (orderType === 'UNSUBSCRIBE')
    return named === null ? {} : { cashMinor: named < 0n ? -named : named };
  if (orderType === 'TRIAL') return { dealMinor: 0n };
  return named === null ? {} : { dealMinor: named };
}

/**
 * Maps an order of KooGallery to a report. Its query names no amounts: a line that no notification and no correction
 * prices has the product's own price for the period that it pays for.
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
    ...(order.program && { program: order.program }),
    upstreamType: orderType,
    placedAt: createdAt,
    paidAt,
    ...(orderType === 'UNSUBSCRIBE' && { completedAt: paidAt }),
    lines: order.lines.map((line) => {
      const { lineId, chargeMode, periodType, periodCount, expiresAt, products } = line;
      return {
        upstreamLineId: lineId,
        skuCode: products[0]!.skuCode,
        quantity: Number(products[0]!.linearValue ?? 1),
        chargingMode: CHARGING_MODES[chargeMode],
        ...(periodType && { periodMonths: monthsOf(periodType, periodCount) }),
        ...(expiresAt && { expiresAt }),
        instanceId: instances?.get(lineId) ?? instances?.get(''),
        ...namedAmounts(order, line, notified),
      };
    }),
  };
}
