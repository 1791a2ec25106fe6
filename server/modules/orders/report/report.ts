import { Ratio } from '../../../platform/money.ts';
import type { ReasonCode } from '../../../platform/reasons.ts';
import type { CHARGING_MODES } from '../line/order-line.entity.ts';
import type { ORDER_TYPES, OrderProgram } from '../order/order.entity.ts';
import type { ReportedCredit } from '../order/order-payment.write.ts';

/** State of an order as the upstream knows it. Refunds are orders of their own there. */
export type ReportedState = 'PENDING_PAYMENT' | 'PROCESSING' | 'COMPLETED' | 'CANCELLED';

/** Amounts of a line in fen, positive, also of a refund. Absent: the upstream does not report it. */
export interface ReportedAmounts {
  readonly listMinor?: bigint | undefined;
  readonly dealMinor?: bigint | undefined;
  /** Part paid with vouchers, coupons and stored value. */
  readonly voucherMinor?: bigint | undefined;
  readonly cashMinor?: bigint | undefined;
}

export interface LineReport extends ReportedAmounts {
  readonly upstreamLineId: string;
  readonly skuCode: string;
  readonly quantity: number;
  readonly chargingMode?: (typeof CHARGING_MODES)[number] | undefined;
  /** Id of what was bought; renewals, changes and refunds keep it. */
  readonly instanceId?: string | undefined;
  /** Of a refund: id of the refunded line. Absent: the latest line of the instance that has the cash left. */
  readonly refundOfLineId?: string | undefined;
  /** Of a refund: id of the order whose line of the same SKU is refunded. */
  readonly refundOfOrderId?: string | undefined;
  readonly effectiveAt?: Date | undefined;
  /** Months that the line pays for; null without a period of months. Absent: one period of the specification. */
  readonly periodMonths?: number | null | undefined;
  /** End of the service. Absent: after the months that the line pays for. */
  readonly expiresAt?: Date | undefined;
}

/** An order as the upstream reports it. The decision "upstream orders" maps its fields. */
export interface OrderReport {
  readonly upstreamOrderId: string;
  readonly customerUpstreamId: string;
  /** Seller whose account reports the order: all products must be its own. Absent: any. */
  readonly sellerId?: string | undefined;
  readonly orderType: (typeof ORDER_TYPES)[number];
  readonly status: ReportedState;
  /** Absent: the upstream names none, and that of operations counts. */
  readonly program?: OrderProgram | undefined;
  /** Codes of the upstream for type and state, kept beside ours. */
  readonly upstreamType?: string | undefined;
  readonly upstreamStatus?: string | undefined;
  readonly placedAt: Date;
  /** Time of the payment, of a refund that of the refund; null while unpaid. */
  readonly paidAt: Date | null;
  readonly completedAt?: Date | null | undefined;
  /** Absent: not on credit, as far as the upstream tells. */
  readonly credit?: ReportedCredit | undefined;
  /** Partner that the customer selected. Absent: that of the discount, or the one to which the customer was bound. */
  readonly selectedPartnerId?: string | undefined;
  readonly lines: readonly LineReport[];
}

/** Reason why a report is not written: code and path within the report. */
export interface ReportProblem {
  readonly code: ReasonCode;
  readonly path: string;
}

const DIFFERING = [
  'STATE',
  'TYPE',
  'PROGRAM',
  'CUSTOMER',
  'LINES',
  'SPECIFICATION',
  'QUANTITY',
  'LIST',
  'DEAL',
  'VOUCHER',
  'CASH',
] as const;

/** A fact in which the upstream and the product disagree; nothing was written of it. Amounts are in fen. */
export interface OrderDifference {
  readonly field: (typeof DIFFERING)[number];
  readonly orderId: string;
  readonly orderLineId: string | null;
  readonly ours: string | null;
  readonly theirs: string | null;
  readonly oursAt: Date;
}

export interface ReportOutcome {
  readonly outcome: 'WRITTEN' | 'UNCHANGED' | 'REFUSED';
  /** Order that the report is about; null if it was refused. */
  readonly orderId: string | null;
  readonly problem: ReportProblem | null;
  readonly differences: readonly OrderDifference[];
}

export const refusedBecause = (code: ReasonCode, path: string): ReportOutcome => ({
  outcome: 'REFUSED',
  orderId: null,
  problem: { code, path },
  differences: [],
});

/** Reported states of orders that were paid. */
export const REPORTED_PAID = [
  'PROCESSING',
  'COMPLETED',
] as const satisfies readonly ReportedState[];

export const isPaid = ({ status }: Pick<OrderReport, 'status'>): boolean =>
  (REPORTED_PAID as readonly ReportedState[]).includes(status);

/** Clocks of two systems differ; a later time is an error. */
const SKEW = 15 * 60_000;

/** Returns why a report contradicts itself; null if it does not. */
export function faultOf(report: OrderReport, now: Date): ReportProblem | null {
  const { lines, placedAt, paidAt } = report;
  if (lines.length === 0) return { code: 'BLANK', path: 'lines' };
  if (lines.length > 100) return { code: 'TOO_MANY', path: 'lines' };
  const ids = lines.map(({ upstreamLineId }) => upstreamLineId);
  const twice = ids.findIndex((id, i) => ids.indexOf(id) < i);
  if (twice >= 0) return { code: 'LINE_TWICE', path: `lines.${twice}.upstreamLineId` };
  const bad = lines.findIndex(({ quantity }) => !Number.isInteger(quantity) || quantity < 1);
  if (bad >= 0) return { code: 'OUT_OF_RANGE', path: `lines.${bad}.quantity` };
  if (isPaid(report) && paidAt === null) return { code: 'PAYMENT_TIME_MISSING', path: 'paidAt' };
  for (const [path, at] of Object.entries({ placedAt, paidAt }))
    if (at && at.getTime() > now.getTime() + SKEW) return { code: 'TIME_IN_FUTURE', path };
  return null;
}

export interface LineAmounts {
  readonly listMinor: bigint;
  readonly dealMinor: bigint;
  readonly voucherMinor: bigint;
}

/**
 * Completes the amounts of a line: what is not reported follows from what is. Null if nothing is reported, and
 * AMOUNTS_DISAGREE if the amounts do not add up, one is negative, or the deal price is above the list price.
 */
export function amountsOf({
  listMinor,
  dealMinor,
  voucherMinor,
  cashMinor,
}: ReportedAmounts): LineAmounts | 'AMOUNTS_DISAGREE' | null {
  const paid = cashMinor === undefined ? undefined : cashMinor + (voucherMinor ?? 0n);
  const deal = dealMinor ?? paid ?? listMinor;
  if (deal === undefined) return null;
  const list = listMinor ?? deal;
  const voucher = voucherMinor ?? (cashMinor === undefined ? 0n : deal - cashMinor);
  const cash = cashMinor ?? deal - voucher;
  const isSound = voucher >= 0n && cash >= 0n && deal <= list && deal === voucher + cash;
  return isSound ? { listMinor: list, dealMinor: deal, voucherMinor: voucher } : 'AMOUNTS_DISAGREE';
}

/** Smallest pay rate of a line: one that costs nothing has it, too. */
const LEAST_RATE = '0.000001';

/** Returns the share of the list price that was paid. */
export function payRateOf({
  listMinor,
  dealMinor,
}: Pick<LineAmounts, 'listMinor' | 'dealMinor'>): string {
  if (listMinor === dealMinor) return '1';
  const rate = Ratio.share(dealMinor, listMinor).toRate();
  return rate === '0' ? LEAST_RATE : rate;
}

/** Beginning and end of the service of each line, by upstream id. */
export const servicesOf = ({ lines }: OrderReport): ReadonlyMap<string, LineReport> =>
  new Map(lines.map((line) => [line.upstreamLineId, line]));
