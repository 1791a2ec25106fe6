import { money } from '../../../platform/money.ts';
import type {
  CustomerOrderDetail,
  CustomerOrderLine,
  OrderRefund,
} from '../../../sources/huawei-bss/index.ts';
import type { LineReport, OrderReport, ReportedState } from '../../orders/index.ts';
import type { RowProblem } from '../feed/feed.ts';

/** Service type of what the marketplace sells. */
export const MARKETPLACE = 'hws.service.type.marketplace';

/** An order of BSS with its lines, and its amounts if it takes back another order. */
export interface BssOrder {
  readonly detail: CustomerOrderDetail;
  readonly refunds: readonly OrderRefund[];
  /** Codes of type and state as received. */
  readonly typeCode: string;
  readonly statusCode: string;
}

type State = CustomerOrderDetail['order']['status'];

const STATES: Readonly<Record<State, ReportedState>> = {
  PENDING_PAYMENT: 'PENDING_PAYMENT',
  PROCESSING: 'PROCESSING',
  // The order is paid; its refund is another order.
  REFUND_PENDING: 'PROCESSING',
  COMPLETED: 'COMPLETED',
  CANCELLED: 'CANCELLED',
};

const absolute = (fen: bigint): bigint => (fen < 0n ? -fen : fen);
const total = (parts: readonly bigint[]): bigint => parts.reduce((sum, part) => sum + part, 0n);

interface Vouchers {
  readonly voucherAmount: { readonly fen: bigint };
  readonly cashCouponAmount: { readonly fen: bigint };
  readonly storedValueAmount: { readonly fen: bigint };
}

/** Parts of a price that are not cash (domain §5.1). */
const vouchersOf = ({ voucherAmount, cashCouponAmount, storedValueAmount }: Vouchers): bigint =>
  voucherAmount.fen + cashCouponAmount.fen + storedValueAmount.fen;

/** Splits an amount over lines by their deal prices; equally where all are free. */
function shared(amount: bigint, lines: readonly CustomerOrderLine[]): bigint[] {
  const weights = lines.map(({ dealAmount }) => absolute(dealAmount.fen));
  return money.split(amount, total(weights) > 0n ? weights : lines.map(() => 1n));
}

/** Vouchers of each line. Some answers name them for the order only. */
function vouchers({ order, lines }: CustomerOrderDetail, all: number): bigint[] {
  const own = lines.map(vouchersOf);
  const whole = vouchersOf(order);
  // Of a mixed order, the order's vouchers paid for other services, too.
  return total(own) > 0n || whole === 0n || all > lines.length ? own : shared(whole, lines);
}

/**
 * Returns the report of an order of BSS, or the reason for which it is not taken over. The decision "upstream orders"
 * has the table.
 */
export function orderReportOf({
  detail,
  refunds,
  typeCode,
  statusCode,
}: BssOrder): OrderReport | RowProblem {
  const { order } = detail;
  const { orderType } = order;
  if (orderType === 'GIFT' || orderType === 'ADJUSTMENT')
    return { code: 'ORDER_TYPE_NOT_TAKEN', path: 'order_type' };
  const lines = detail.lines.filter(({ serviceTypeCode }) => serviceTypeCode === MARKETPLACE);
  const lost = lines.findIndex(({ productId }) => productId === null);
  if (lost >= 0) return { code: 'MISSING', path: `order_line_items.${lost}.product_id` };
  const effects = lines.flatMap(({ effectiveAt }) => effectiveAt ?? []);
  const completedAt = new Date(Math.max(...effects.map((at) => at.getTime())));
  return {
    upstreamOrderId: order.orderId,
    customerUpstreamId: order.customerId,
    orderType,
    status: STATES[order.status],
    upstreamType: typeCode,
    upstreamStatus: statusCode,
    placedAt: order.createdAt,
    paidAt: order.paidAt,
    completedAt: order.status === 'COMPLETED' && effects.length > 0 ? completedAt : null,
    lines:
      orderType === 'UNSUBSCRIBE'
        ? refundedLines(lines, refunds)
        : soldLines({ order, lines }, detail.lines.length),
  };
}

/** Months that a line pays for; null if its period is not one of months. */
function monthsOf({ periodType, periodCount }: CustomerOrderLine): number | null | undefined {
  if (periodType === null) return undefined;
  const months = { MONTH: 1, YEAR: 12 }[periodType as string];
  return months === undefined ? null : months * (periodCount ?? 1);
}

const soldLines = (detail: CustomerOrderDetail, all: number): LineReport[] => {
  const parts = vouchers(detail, all);
  return detail.lines.map((line, i) => ({
    upstreamLineId: line.lineId,
    skuCode: line.productId!,
    quantity: line.quantity,
    ...(line.periodType === 'USAGE' && { chargingMode: 'ON_DEMAND_PKG' as const }),
    listMinor: line.listAmount.fen,
    dealMinor: line.dealAmount.fen,
    voucherMinor: parts[i]!,
    ...(line.effectiveAt && { effectiveAt: line.effectiveAt }),
    periodMonths: monthsOf(line),
    ...(line.expiresAt && { expiresAt: line.expiresAt }),
  }));
};

/** Lines of an order that takes back another one: what was paid back of it, less what is kept. */
function refundedLines(
  lines: readonly CustomerOrderLine[],
  refunds: readonly OrderRefund[],
): LineReport[] {
  const original = refunds.find(({ originalOrderId }) => originalOrderId !== null)?.originalOrderId;
  const paidBack = refunds.length > 0 ? -total(refunds.map(({ amount }) => amount.fen)) : undefined;
  const parts = paidBack === undefined ? undefined : shared(paidBack, lines);
  return lines.map((line, i) => ({
    upstreamLineId: line.lineId,
    skuCode: line.productId!,
    quantity: line.quantity,
    ...(original && { refundOfOrderId: original }),
    cashMinor: parts ? parts[i]! : absolute(line.dealAmount.fen) - vouchersOf(line),
  }));
}
