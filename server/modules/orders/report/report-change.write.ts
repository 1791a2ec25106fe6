import { HOUR } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { type OrderLine, OrderLineEntity } from '../line/order-line.entity.ts';
import { OrderEntity } from '../order/order.entity.ts';
import { orderLife } from '../order/order.life.ts';
import { confirmPayment } from '../order/order-progress.write.ts';
import { applyCredit } from '../order/order-repayment.write.ts';
import type { KnownOrder, PageFacts } from './report.facts.ts';
import {
  amountsOf,
  faultOf,
  isPaid,
  type LineReport,
  type OrderDifference,
  type OrderReport,
  payRateOf,
  type ReportOutcome,
  refusedBecause,
  servicesOf,
} from './report.ts';

const AMOUNTS = {
  LIST: 'listMinor',
  DEAL: 'dealMinor',
  VOUCHER: 'voucherMinor',
  CASH: 'cashMinor',
} as const;

/** Time for which the upstream may still show an order in delivery that is complete (domain §3.4). */
const LAG = 3 * HOUR;

type Found = Pick<OrderDifference, 'field' | 'ours' | 'theirs'> & { readonly lineId?: string };

function lineDifferences(
  known: PageFacts,
  { order }: KnownOrder,
  line: Readonly<OrderLine>,
  told: LineReport,
): Found[] {
  const sku = known.goodsAt(told.skuCode, order.customerId, order.placedAt);
  const found: Found[] = [];
  const add = (field: Found['field'], ours: unknown, theirs: unknown): void => {
    if (ours !== theirs)
      found.push({ field, ours: String(ours), theirs: String(theirs), lineId: line.id });
  };
  if (sku?.specification.id !== line.specificationId)
    found.push({
      field: 'SPECIFICATION',
      ours: line.specificationName,
      theirs: told.skuCode,
      lineId: line.id,
    });
  add('QUANTITY', line.quantity, told.quantity);
  for (const [field, column] of Object.entries(AMOUNTS) as [keyof typeof AMOUNTS, 'dealMinor'][])
    if (told[column] !== undefined) add(field, line[column], told[column]);
  return found;
}

/** Facts in which a report and the stored order disagree, apart from the state. */
function differencesOf(known: PageFacts, stored: KnownOrder, report: OrderReport): Found[] {
  const { order, lines } = stored;
  const found: Found[] = [];
  if (known.customer(report.customerUpstreamId)?.id !== order.customerId)
    found.push({ field: 'CUSTOMER', ours: order.customerName, theirs: report.customerUpstreamId });
  if (report.orderType !== order.orderType)
    found.push({ field: 'TYPE', ours: order.orderType, theirs: report.orderType });
  const told = new Map(report.lines.map((line) => [line.upstreamLineId, line]));
  const missing = report.lines.filter(
    ({ upstreamLineId }) => !lines.some((line) => line.upstreamLineId === upstreamLineId),
  );
  const ours = lines.map(({ upstreamLineId }) => upstreamLineId ?? '–');
  if (missing.length > 0 || ours.some((id) => !told.has(id)))
    found.push({ field: 'LINES', ours: ours.join(' '), theirs: [...told.keys()].join(' ') });
  return [
    ...found,
    ...lines.flatMap((line) => {
      const one = told.get(line.upstreamLineId ?? '');
      return one ? lineDifferences(known, stored, line, one) : [];
    }),
  ];
}

/** Whether the reported state contradicts the stored one. A refund is an order of its own, so it contradicts nothing. */
function contradicts({ order }: KnownOrder, report: OrderReport, now: Date): boolean {
  if (order.status === 'REFUND_PENDING' || order.status === 'REFUNDED') return false;
  if (order.status === 'COMPLETED' && report.status === 'PROCESSING')
    return now.getTime() - order.completedAt!.getTime() > LAG;
  return order.status !== report.status;
}

/**
 * Applies a report to a known order. An unpaid order takes the amounts at which it is paid, and is paid or cancelled
 * by its own events. Everything else that differs is returned and not written.
 */
export async function applyReport(
  tx: Tx,
  known: PageFacts,
  stored: KnownOrder,
  report: OrderReport,
): Promise<ReportOutcome> {
  const fault = faultOf(report, tx.now);
  if (fault) return refusedBecause(fault.code, fault.path);
  const { order } = stored;
  const found = differencesOf(known, stored, report);
  const isUnpaid = order.status === 'PENDING_PAYMENT';
  const amounts = report.lines.map(amountsOf);
  if (amounts.includes('AMOUNTS_DISAGREE'))
    return refusedBecause('AMOUNTS_DISAGREE', `lines.${amounts.indexOf('AMOUNTS_DISAGREE')}`);
  const isRepriced =
    isUnpaid &&
    order.upstreamType !== null &&
    found.length > 0 &&
    found.every(({ field }) => field in AMOUNTS);
  const { program = order.program } = report;
  if (!isUnpaid && program && program !== order.program)
    found.push({ field: 'PROGRAM', ours: order.program ?? null, theirs: program });
  let written = false;
  if (isRepriced) {
    await reprice(tx, stored, report);
    found.length = 0;
    written = true;
  }
  if (isUnpaid && found.length === 0 && report.status !== 'PENDING_PAYMENT') {
    await move(tx, known, stored, report);
    written = true;
  } else if (contradicts(stored, report, tx.now))
    found.push({ field: 'STATE', ours: order.status, theirs: report.status });
  if (!isUnpaid && report.credit && (await applyCredit(tx, order, stored.lines, report.credit)))
    written = true;
  const { upstreamStatus = order.upstreamStatus } = report;
  if (upstreamStatus !== order.upstreamStatus || written) {
    tx.update(OrderEntity, (d) => sql`${d.id} = ${order.id}`, {
      upstreamStatus: upstreamStatus ?? null,
      upstreamType: order.upstreamType ?? report.upstreamType ?? null,
      syncedAt: tx.now,
    });
    written = true;
  }
  return {
    outcome: written ? 'WRITTEN' : 'UNCHANGED',
    orderId: order.id,
    problem: null,
    differences: found.map(({ lineId, ...one }) => ({
      ...one,
      orderId: order.id,
      orderLineId: lineId ?? null,
      oursAt: order.updatedAt,
    })),
  };
}

/** Pays or cancels an unpaid order. */
async function move(
  tx: Tx,
  known: PageFacts,
  { order }: KnownOrder,
  report: OrderReport,
): Promise<void> {
  const row = await tx.get(orderLife, order.id);
  if (!isPaid(report)) return await tx.fire(orderLife, row, 'cancel');
  const facts = known.factsAt(order.customerId, order.selectedPartnerId ?? null, report.paidAt!);
  // Without a selection at its report, the partner bound at the payment counts.
  row.selectedPartnerId = facts.selectedPartnerId;
  // Before the payment, which begins the supervisions.
  row.program = report.program ?? row.program ?? null;
  await confirmPayment(tx, row, {
    reported: { at: report.paidAt!, facts, services: servicesOf(report), credit: report.credit },
  });
}

/** Sets the amounts of an unpaid order, which the upstream may adjust until the payment (discount type 609). */
async function reprice(tx: Tx, { order, lines }: KnownOrder, report: OrderReport): Promise<void> {
  const total = { listMinor: 0n, dealMinor: 0n, voucherMinor: 0n };
  for (const line of lines) {
    const told = report.lines.find(({ upstreamLineId }) => upstreamLineId === line.upstreamLineId)!;
    const amounts = amountsOf(told);
    const { listMinor, dealMinor, voucherMinor } =
      amounts === null || amounts === 'AMOUNTS_DISAGREE' ? line : amounts;
    tx.update(OrderLineEntity, (d) => sql`${d.id} = ${line.id}`, {
      listMinor,
      dealMinor,
      voucherMinor,
      cashMinor: dealMinor - voucherMinor,
      payRate: payRateOf({ listMinor, dealMinor }),
      // A discount explains its own price only.
      ...(dealMinor !== line.dealMinor && {
        discountId: null,
        discountLineId: null,
        privateOfferId: null,
      }),
    });
    total.listMinor += listMinor;
    total.dealMinor += dealMinor;
    total.voucherMinor += voucherMinor;
  }
  tx.update(OrderEntity, (d) => sql`${d.id} = ${order.id}`, {
    listTotalMinor: total.listMinor,
    dealTotalMinor: total.dealMinor,
    voucherTotalMinor: total.voucherMinor,
    cashTotalMinor: total.dealMinor - total.voucherMinor,
    ...(total.dealMinor !== order.dealTotalMinor && { discountId: null, privateOfferId: null }),
  });
  tx.audit({
    action: 'orderReprice',
    subjectType: 'Order',
    subjectId: order.id,
    detail: { from: String(order.dealTotalMinor), to: String(total.dealMinor) },
  });
}
