import type { Tx } from '../../../platform/command/types.ts';
import { refuse, type UserError } from '../../../platform/errors.ts';
import { money, Ratio } from '../../../platform/money.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { searchKey } from '../../partners/index.ts';
import { summaryOf } from '../attribution/attribution.ts';
import { type OrderLine, OrderLineEntity, type REFUND_KINDS } from '../line/order-line.entity.ts';
import { linesOf } from '../line/order-lines.read.ts';
import type { Order } from '../order/order.entity.ts';
import { orderLife } from '../order/order.life.ts';
import type { OrderState } from '../order/order.machine.ts';
import { orderNumbers } from '../order/order-place.write.ts';
import { stateOf } from '../order/order-progress.write.ts';

/** Refund of a line: a part of its cash in minor units, by default everything that is not refunded yet. */
export interface LineRefund {
  readonly orderLineId: string;
  readonly cashMinor?: bigint;
  /** Id of the refund line in the upstream system. */
  readonly upstreamLineId?: string;
}

/** Columns that a report of the upstream fills. */
export type UpstreamColumns = Pick<
  Order,
  'upstreamOrderId' | 'upstreamType' | 'upstreamStatus' | 'syncedAt'
>;

/** Refund that was made upstream, at an earlier time. */
export interface ReportedRefund {
  readonly at: Date;
  readonly columns: UpstreamColumns;
}
export type RefundKind = (typeof REFUND_KINDS)[number];

const AMOUNTS = ['listMinor', 'dealMinor', 'voucherMinor', 'cashMinor', 'floorMinor'] as const;
type Amounts = Record<(typeof AMOUNTS)[number], bigint>;

const each = (amount: (key: keyof Amounts) => bigint): Amounts =>
  Object.fromEntries(AMOUNTS.map((key) => [key, amount(key)])) as Amounts;

/** Returns the amounts of a line less its earlier refunds, which are negative lines. */
export const leftOf = (line: OrderLine, refunds: readonly OrderLine[]): Amounts =>
  each((key) => [line, ...refunds].reduce((sum, { [key]: amount }) => sum + (amount ?? 0n), 0n));

/**
 * Returns the amounts of a refund, positive. A part takes the same share of list price, voucher and floor as of the
 * cash; the last one takes what is left, so that all refunds of a line add up to the line (domain §5.7).
 */
export function partOf(left: Amounts, cashMinor: bigint): Amounts {
  if (cashMinor === left.cashMinor)
    // Rounding of earlier parts may leave the list price one below the deal price.
    return left.listMinor < left.dealMinor ? { ...left, listMinor: left.dealMinor } : left;
  const share = Ratio.share(cashMinor, left.cashMinor);
  const voucherMinor = share.apply(left.voucherMinor);
  return {
    listMinor: share.apply(left.listMinor),
    dealMinor: cashMinor + voucherMinor,
    voucherMinor,
    cashMinor,
    floorMinor: share.apply(left.floorMinor),
  };
}

interface Refunding {
  readonly upstreamLineId: string | null;
  readonly line: Readonly<OrderLine>;
  readonly part: Amounts;
  readonly isWhole: boolean;
}

/** Checks the refunds against what is left of each line: REFUND_ABOVE_PAID_CASH, NOT_IN_THIS_STATE. */
function refunding(
  lines: readonly Readonly<OrderLine>[],
  earlier: readonly Readonly<OrderLine>[],
  refunds: readonly LineRefund[],
): Refunding[] {
  const errors: UserError[] = [];
  const rest = new Map<string, Amounts>();
  const found = refunds.map(({ orderLineId, cashMinor, upstreamLineId = null }, i): Refunding => {
    const line = lines.find(({ id }) => id === orderLineId);
    if (!line) throw refuse('NOT_FOUND', 'lines');
    const made = earlier.filter(({ refundOfId }) => refundOfId === line.id);
    const left = rest.get(line.id) ?? leftOf(line, made);
    const cash = cashMinor ?? left.cashMinor;
    const field = ['lines', String(i), 'amount'];
    if (line.status === 'REFUNDED' || line.refundOfId !== null)
      errors.push({ code: 'NOT_IN_THIS_STATE', field, params: { state: line.status } });
    else if (cash > left.cashMinor)
      errors.push({
        code: 'REFUND_ABOVE_PAID_CASH',
        field,
        params: { left: money.format(left.cashMinor) },
      });
    const part = partOf(left, cash);
    rest.set(
      line.id,
      each((key) => left[key] - part[key]),
    );
    return { line, upstreamLineId, part, isWhole: cash === left.cashMinor };
  });
  refuse.ifAny(errors);
  return found;
}

/** Returns the state of a line whose request is over, or that is refunded in part. */
const afterRequest = ({ status, supervision }: OrderLine): OrderState => {
  if (status !== 'REFUND_PENDING') return status;
  return supervision === 'IN_PROGRESS' ? 'PROCESSING' : 'COMPLETED';
};

/** Reads the refunds that were made of the lines. */
export const refundsOf = (
  tx: Tx,
  lineIds: readonly string[],
): Promise<readonly Readonly<OrderLine>[]> =>
  tx.find(OrderLineEntity, (d) => sql`${d.refundOfId} = any(${lineIds}::uuid[])`);

/** Reads the cash of a line that is not refunded yet. */
export async function cashLeftOf(tx: Tx, lineId: string): Promise<bigint> {
  const line = await tx.get(OrderLineEntity, lineId);
  return leftOf(line, await refundsOf(tx, [lineId])).cashMinor;
}

/**
 * Refunds lines of a paid order, as the system: an order of type UNSUBSCRIBE with negative lines that refer to the
 * refunded ones (domain §3.5). A line whose cash is refunded completely is REFUNDED, and so is the order with its last
 * line. A refund that the upstream reports has its time and ids, and no case. Returns the id of the new order. Refuses
 * an amount above the cash that is left (REFUND_ABOVE_PAID_CASH).
 */
export async function refundLines(
  tx: Tx,
  orderId: string,
  refunds: readonly LineRefund[],
  kind: RefundKind | ReportedRefund = 'RULING',
): Promise<string> {
  return await tx.asSystem('orders', async (system) => {
    const row = await system.get(orderLife, orderId);
    const lines = await linesOf(system, orderId);
    const earlier = await refundsOf(
      system,
      lines.map(({ id }) => id),
    );
    const parts = refunding(lines, earlier, refunds);
    const id = await unsubscribe(system, row, parts, kind);
    for (const { line, isWhole } of parts)
      system.update(OrderLineEntity, (d) => sql`${d.id} = ${line.id}`, {
        status: isWhole ? 'REFUNDED' : afterRequest(line),
      });
    await system.fire(orderLife, row, 'refund', { to: stateOf(await linesOf(system, orderId)) });
    return id;
  });
}

/** Writes the order that takes back the parts. It is complete at once. */
async function unsubscribe(
  tx: Tx,
  row: Order,
  parts: readonly Refunding[],
  kind: RefundKind | ReportedRefund,
): Promise<string> {
  const reported = typeof kind === 'string' ? null : kind;
  const at = reported?.at ?? tx.now;
  const number = await orderNumbers.next(tx, at);
  const sum = (key: keyof Amounts): bigint =>
    parts.reduce((total, { part }) => total - part[key], 0n);
  const summary = summaryOf(
    parts.map(({ line }) => ({
      attribution: line.attribution,
      partnerId: line.partnerId ?? null,
      reason: line.attributionReason ?? null,
    })),
  );
  const { id } = await tx.begin(
    orderLife,
    {
      number,
      orderType: 'UNSUBSCRIBE',
      program: row.program ?? null,
      customerId: row.customerId,
      customerName: row.customerName,
      partnerId: summary.partnerId,
      attribution: summary.attribution,
      attributionReason: summary.reason,
      selectedPartnerId: row.selectedPartnerId ?? null,
      discountId: row.discountId ?? null,
      privateOfferId: row.privateOfferId ?? null,
      // The link that shows the refunded order shows its refund.
      linkSubjectId: row.id,
      searchKey: searchKey(number, row.customerName, ...parts.map(({ line }) => line.productName)),
      ...reported?.columns,
      placedAt: at,
      paidAt: at,
      completedAt: at,
      listTotalMinor: sum('listMinor'),
      dealTotalMinor: sum('dealMinor'),
      voucherTotalMinor: sum('voucherMinor'),
      cashTotalMinor: sum('cashMinor'),
    },
    'unsubscribe',
  );
  tx.insert(
    OrderLineEntity,
    parts.map(({ line, part, upstreamLineId }, position) => {
      const {
        updatedAt: _,
        effectiveAtOrNever: __,
        serviceUntil: ___,
        billing: ____,
        ...kept
      } = line;
      return {
        ...kept,
        id: tx.newId(),
        createdAt: tx.now,
        orderId: id,
        orderNumber: number,
        position,
        placedAt: at,
        recordedAt: tx.now,
        listMinor: -part.listMinor,
        dealMinor: -part.dealMinor,
        voucherMinor: -part.voucherMinor,
        cashMinor: -part.cashMinor,
        floorMinor: line.floorMinor === null ? null : -part.floorMinor,
        supervision: 'NOT_APPLICABLE',
        supervisionCompletedAt: null,
        repayment: 'NOT_APPLICABLE',
        repaidAt: null,
        effectiveAt: at,
        refundOfId: line.id,
        refundKind: typeof kind === 'string' ? kind : null,
        upstreamLineId,
        settledMinor: null,
        status: 'COMPLETED',
        version: 1,
      };
    }),
  );
  return id;
}

/** Lets a line whose request ended without a refund go on as before, as the system, and its order with it. */
export async function goOn(tx: Tx, orderLineId: string): Promise<void> {
  await tx.asSystem('orders', async (system) => {
    const { orderId } = await system.get(OrderLineEntity, orderLineId);
    const row = await system.get(orderLife, orderId);
    const line = (await linesOf(system, orderId)).find(({ id }) => id === orderLineId)!;
    if (line.status !== 'REFUND_PENDING')
      throw refuse('NOT_IN_THIS_STATE', null, { state: line.status });
    system.update(OrderLineEntity, (d) => sql`${d.id} = ${orderLineId}`, {
      status: afterRequest(line),
    });
    await system.fire(orderLife, row, 'rejectRefund', {
      to: stateOf(await linesOf(system, orderId)),
    });
  });
}
