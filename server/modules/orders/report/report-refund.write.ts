import { calendar } from '../../../platform/calendar.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { SpecificationEntity } from '../../catalog/index.ts';
import { CustomerEntity } from '../../customers/index.ts';
import { type OrderLine, OrderLineEntity } from '../line/order-line.entity.ts';
import { type Order, OrderEntity } from '../order/order.entity.ts';
import { leftOf, refundLines, type UpstreamColumns } from '../refund/order-refund.write.ts';
import { endRequest } from '../refund/refund-request.write.ts';
import {
  faultOf,
  type LineReport,
  type OrderDifference,
  type OrderReport,
  type ReportOutcome,
  refusedBecause,
} from './report.ts';

interface Original {
  readonly order: Readonly<Order>;
  readonly line: Readonly<OrderLine>;
  readonly refunds: readonly Readonly<OrderLine>[];
  readonly told: LineReport;
  /** Cash that is given back. */
  readonly cashMinor: bigint;
  /** Cash that earlier refunds, and earlier lines of the report, left of the line. */
  readonly leftMinor: bigint;
}

type Outcomes = readonly (readonly [string, ReportOutcome])[];

/**
 * Writes refunds that were made upstream: each is an order of its own there and here. A refund that was made here is
 * recognized by its line and amount, and takes the ids of the report.
 */
export async function reportRefunds(tx: Tx, reports: readonly OrderReport[]): Promise<Outcomes> {
  if (reports.length === 0) return [];
  const ids = reports.map(({ upstreamOrderId }) => upstreamOrderId);
  const known = await tx.find(OrderEntity, (d) => sql`${d.upstreamOrderId} = any(${ids}::text[])`);
  const outcomes: (readonly [string, ReportOutcome])[] = [];
  for (const report of reports) {
    const id = report.upstreamOrderId;
    const stored = known.find(({ upstreamOrderId }) => upstreamOrderId === id);
    outcomes.push([id, stored ? compared(stored, report) : await reportRefund(tx, report)]);
  }
  return outcomes;
}

const unchanged = (
  orderId: string | null,
  differences: readonly OrderDifference[] = [],
): ReportOutcome => ({ outcome: 'UNCHANGED', orderId, problem: null, differences });

const written = (orderId: string): ReportOutcome => ({
  outcome: 'WRITTEN',
  orderId,
  problem: null,
  differences: [],
});

const cashOf = ({ cashMinor, dealMinor, voucherMinor = 0n }: LineReport): bigint | undefined =>
  cashMinor ?? (dealMinor === undefined ? undefined : dealMinor - voucherMinor);

/**
 * Compares a refund that was written with its report: the upstream completed it, and may name other cash or a state
 * before that.
 */
function compared(order: Readonly<Order>, report: OrderReport): ReportOutcome {
  const about = { orderId: order.id, orderLineId: null, oursAt: order.updatedAt };
  const found: OrderDifference[] = [];
  if (report.status !== 'COMPLETED')
    found.push({ ...about, field: 'STATE', ours: order.status, theirs: report.status });
  const cash = report.lines.map(cashOf);
  const theirs = cash.reduce<bigint>((total, one) => total + (one ?? 0n), 0n);
  const ours = -order.cashTotalMinor;
  if (!cash.includes(undefined) && ours !== theirs)
    found.push({ ...about, field: 'CASH', ours: String(ours), theirs: String(theirs) });
  return unchanged(order.id, found);
}

/** Whether a service was used on days before that of its refund, so that a part of it may be kept. */
const hasBegun = ({ effectiveAt }: Readonly<OrderLine>, at: Date): boolean =>
  effectiveAt != null && calendar.localDate(effectiveAt) < calendar.localDate(at);

async function reportRefund(tx: Tx, report: OrderReport): Promise<ReportOutcome> {
  const fault = faultOf(report, tx.now);
  if (fault) return refusedBecause(fault.code, fault.path);
  // Until it is complete, the upstream may still refuse it.
  if (report.status !== 'COMPLETED') return unchanged(null);
  const originals = await originalsOf(tx, report);
  const lost = originals.indexOf(null);
  if (lost >= 0) return refusedBecause('ORIGINAL_UNKNOWN', `lines.${lost}.instanceId`);
  const found = originals as Original[];
  const unknown = found.findIndex(
    ({ told, line, leftMinor }) =>
      cashOf(told) === undefined && leftMinor > 0n && hasBegun(line, report.paidAt!),
  );
  if (unknown >= 0) return refusedBecause('AMOUNT_UNKNOWN', `lines.${unknown}.orderAmount`);
  const { order } = found[0]!;
  const other = found.findIndex((one) => one.order.id !== order.id);
  if (other >= 0) return refusedBecause('REFUND_OF_TWO_ORDERS', `lines.${other}.instanceId`);
  const columns = {
    upstreamOrderId: report.upstreamOrderId,
    upstreamType: report.upstreamType ?? null,
    upstreamStatus: report.upstreamStatus ?? null,
    syncedAt: tx.now,
  };
  const adopted = await adopt(tx, found, columns);
  if (adopted) return written(adopted);
  const differences = found.flatMap((one) => barred(one));
  if (differences.length > 0) return unchanged(order.id, differences);
  for (const { line } of found)
    if (line.status === 'REFUND_PENDING') await endRequest(tx, line.id, { to: 'REFUNDED' });
  const id = await refundLines(
    tx,
    order.id,
    found.map(({ line, cashMinor, told: { upstreamLineId } }) => ({
      orderLineId: line.id,
      cashMinor,
      upstreamLineId,
    })),
    { at: report.paidAt!, columns },
  );
  return written(id);
}

/** Finds the line that each line of the report refunds; null where none is known of the customer. */
async function originalsOf(tx: Tx, report: OrderReport): Promise<(Original | null)[]> {
  const { lines, customerUpstreamId } = report;
  const ids = lines.flatMap(({ refundOfLineId }) => refundOfLineId ?? []);
  const instances = lines.flatMap(({ instanceId }) => instanceId ?? []);
  const orderIds = lines.flatMap(({ refundOfOrderId }) => refundOfOrderId ?? []);
  const sales = await tx.find(
    OrderLineEntity,
    (
      d,
    ) => sql`(${d.upstreamLineId} = any(${ids}::text[]) or ${d.instanceId} = any(${instances}::text[])
      or ${d.orderId} in (select o.id from ${sql.table(OrderEntity)} o where o.upstream_order_id = any(${orderIds}::text[])))
      and ${d.refundOfId} is null and ${d.customerId} in (
        select c.id from ${sql.table(CustomerEntity)} c where c.upstream_id = ${customerUpstreamId})`,
    (d) => sql`${d.placedAt}, ${d.id}`,
  );
  const [orders, refunds, forms] = await Promise.all([
    tx.find(OrderEntity, (d) => sql`${d.id} = any(${sales.map(({ orderId }) => orderId)}::uuid[])`),
    tx.find(
      OrderLineEntity,
      (d) => sql`${d.refundOfId} = any(${sales.map(({ id }) => id)}::uuid[])`,
    ),
    tx.find(
      SpecificationEntity,
      (d) => sql`${d.skuCode} = any(${lines.map(({ skuCode }) => skuCode)}::text[])`,
    ),
  ]);
  const isRefunded = (one: Readonly<OrderLine>, told: LineReport): boolean => {
    if (told.refundOfLineId !== undefined) return one.upstreamLineId === told.refundOfLineId;
    if (told.refundOfOrderId === undefined) return one.instanceId === told.instanceId;
    const order = orders.find(({ id }) => id === one.orderId);
    const form = forms.find(({ skuCode }) => skuCode === told.skuCode);
    return order?.upstreamOrderId === told.refundOfOrderId && form?.id === one.specificationId;
  };
  const known = sales.map((line): Candidate => {
    const made = refunds.filter(({ refundOfId }) => refundOfId === line.id);
    return { line, refunds: made, leftMinor: leftOf(line, made).cashMinor, isTaken: false };
  });
  // The largest amount chooses first, because the fewest lines have it left.
  const found = new Map<LineReport, Original>();
  for (const told of lines.toSorted((a, b) => compare(cashOf(b) ?? 0n, cashOf(a) ?? 0n))) {
    const one = bestOf(
      known.filter(({ line }) => isRefunded(line, told)),
      cashOf(told),
    );
    if (!one) continue;
    const { line, leftMinor } = one;
    const order = orders.find(({ id }) => id === line.orderId)!;
    const cashMinor = cashOf(told) ?? leftMinor;
    found.set(told, { order, line, refunds: one.refunds, told, cashMinor, leftMinor });
    one.isTaken = true;
    one.leftMinor -= cashMinor;
  }
  return lines.map((told) => found.get(told) ?? null);
}

/** A line that a line of the report may refund. */
interface Candidate {
  readonly line: Readonly<OrderLine>;
  readonly refunds: readonly Readonly<OrderLine>[];
  leftMinor: bigint;
  /** Whether another line of the report refunds it. */
  isTaken: boolean;
}

const compare = (a: bigint, b: bigint): number => Number(a - b);

/** The refund of a line that was made here and is not reported yet. */
const madeHere = ({ refunds }: Pick<Candidate, 'refunds'>, cash: bigint) =>
  refunds.find((one) => one.upstreamLineId === null && one.cashMinor === -cash);

/**
 * Chooses the refunded line: one with such a refund made here, else one that has the cash left, no other refund of the
 * report, the latest payment, and of one order the least left. Without any that has it left, the latest is returned.
 */
function bestOf(candidates: readonly Candidate[], cash: bigint | undefined): Candidate | undefined {
  const ranks = (one: Candidate): readonly number[] => [
    Number(cash !== undefined && !one.isTaken && madeHere(one, cash) !== undefined),
    Number(one.line.status !== 'REFUNDED' && one.leftMinor >= (cash ?? 1n)),
    Number(!one.isTaken),
    one.line.placedAt.getTime(),
  ];
  return candidates.toSorted((a, b) => {
    const [ranksA, ranksB] = [ranks(a), ranks(b)];
    const differs = ranksA.findIndex((rank, i) => rank !== ranksB[i]);
    return differs < 0 ? compare(a.leftMinor, b.leftMinor) : ranksB[differs]! - ranksA[differs]!;
  })[0];
}

/** Gives a refund that was made here the ids of its report. Returns its id; null if it was not made here. */
async function adopt(
  tx: Tx,
  originals: readonly Original[],
  columns: UpstreamColumns,
): Promise<string | null> {
  const made = originals.map((one) => madeHere(one, one.cashMinor));
  const id = made[0]?.orderId;
  if (!id || made.some((one) => one?.orderId !== id)) return null;
  tx.update(OrderEntity, (d) => sql`${d.id} = ${id}`, columns);
  for (const [i, line] of made.entries())
    tx.update(OrderLineEntity, (d) => sql`${d.id} = ${line!.id}`, {
      upstreamLineId: originals[i]!.told.upstreamLineId,
    });
  return id;
}

/** Why a refund cannot be made here: the order is not paid, or more is given back than was paid. */
function barred({ order, line, cashMinor, leftMinor: left }: Original): OrderDifference[] {
  const about = { orderId: order.id, orderLineId: line.id, oursAt: line.updatedAt };
  if (order.status === 'PENDING_PAYMENT' || order.status === 'CANCELLED')
    return [{ ...about, field: 'STATE', ours: order.status, theirs: 'REFUNDED' }];
  const isOver = line.status === 'REFUNDED' || cashMinor > left || cashMinor < 0n;
  return isOver ? [{ ...about, field: 'CASH', ours: String(left), theirs: String(cashMinor) }] : [];
}
