import { DAY } from '../../../platform/clock.ts';
import type { NewAggregate, Tx } from '../../../platform/command/types.ts';
import { searchKey } from '../../partners/index.ts';
import { factsOf } from '../attribution/attribution.read.ts';
import { type Decision, summaryOf } from '../attribution/attribution.ts';
import { priceTerms } from '../attribution/price-terms.read.ts';
import { type NewOrderLine, OrderLineEntity } from '../line/order-line.entity.ts';
import { continuesDelivery } from '../line/order-renewal.read.ts';
import { outputVatRate, taxedSale } from '../line/output-vat.read.ts';
import type { Order } from '../order/order.entity.ts';
import { orderLife } from '../order/order.life.ts';
import {
  decideLine,
  deliveryOf,
  freezeTerms,
  type Payment,
  summaryColumns,
} from '../order/order-payment.write.ts';
import { lineRow, orderNumbers, pricedBy, sum, usedBy } from '../order/order-place.write.ts';
import { confirmPayment } from '../order/order-progress.write.ts';
import { pageFacts } from './report.facts.ts';
import {
  isPaid,
  type OrderReport,
  type ReportOutcome,
  refusedBecause,
  servicesOf,
} from './report.ts';
import { applyReport } from './report-change.write.ts';
import { isProblem, type PlannedOrder, planOf } from './report-plan.ts';
import { reportRefunds } from './report-refund.write.ts';

/**
 * Writes orders as the upstream reports them, as the system, and returns what became of each report, in their order.
 * A report of a known order changes it by the order's own events, or names the differences; the same report twice
 * writes nothing. A report that cannot be written does not hinder the others. At most 100 in one transaction.
 */
export async function reportOrders(
  tx: Tx,
  reports: readonly OrderReport[],
): Promise<readonly ReportOutcome[]> {
  return await tx.asSystem('orders', async (system) => {
    // The last report of an order counts; the earlier ones of the page are older.
    const latest = new Map(reports.map((report) => [report.upstreamOrderId, report]));
    system.lockAll('UpstreamOrder', [...latest.keys()]);
    const outcomes = new Map<string, ReportOutcome>();
    const sales = [...latest.values()].filter(({ orderType }) => orderType !== 'UNSUBSCRIBE');
    const known = await pageFacts(system, sales);
    const planned: PlannedOrder[] = [];
    const taken = new Set<string>();
    for (const report of sales) {
      const id = report.upstreamOrderId;
      const order = known.order(id);
      if (order) {
        outcomes.set(id, await applyReport(system, known, order, report));
        continue;
      }
      const plan = planOf(known, report, tx.now);
      const twice = report.lines.findIndex(({ upstreamLineId }) => taken.has(upstreamLineId));
      if (isProblem(plan)) outcomes.set(id, refusedBecause(plan.code, plan.path));
      else if (twice >= 0)
        outcomes.set(id, refusedBecause('LINE_OF_ANOTHER_ORDER', `lines.${twice}.upstreamLineId`));
      else {
        planned.push(plan);
        for (const { upstreamLineId } of report.lines) taken.add(upstreamLineId);
      }
    }
    for (const [id, outcome] of await write(system, planned)) outcomes.set(id, outcome);
    // After the sales, which they may refund.
    const refunds = [...latest.values()].filter(({ orderType }) => orderType === 'UNSUBSCRIBE');
    for (const [id, outcome] of await reportRefunds(system, refunds)) outcomes.set(id, outcome);
    return reports.map(({ upstreamOrderId }) => outcomes.get(upstreamOrderId)!);
  });
}

/** Writes one order as the upstream reports it; see {@link reportOrders}. */
export const reportOrder = async (tx: Tx, report: OrderReport): Promise<ReportOutcome> =>
  (await reportOrders(tx, [report]))[0]!;

/** How an order begins here. */
type Entry = 'UNPAID' | 'CANCELLED' | 'PAID_NOW' | 'DELIVERED';

/**
 * An order that is to be delivered, or was paid within the last day, is paid here as any other: its supervision begins
 * and its parties are told. Of an older one nobody is told.
 */
async function entryOf(tx: Tx, { report, lines }: PlannedOrder): Promise<Entry> {
  if (report.status === 'CANCELLED') return 'CANCELLED';
  if (!isPaid(report)) return 'UNPAID';
  const { orderType, paidAt } = report;
  const continued = await Promise.all(
    lines.map(
      async ({ product }, i) =>
        product.supervisionTemplate === null ||
        (await continuesDelivery(tx, orderType, report.lines[i]!.instanceId ?? '', paidAt!)),
    ),
  );
  if (continued.includes(false)) return report.status === 'COMPLETED' ? 'DELIVERED' : 'PAID_NOW';
  return paidAt!.getTime() > tx.now.getTime() - DAY ? 'PAID_NOW' : 'DELIVERED';
}

/** An order that is about to begin. */
interface Draft {
  readonly plan: PlannedOrder;
  readonly entry: Entry;
  readonly values: NewAggregate<Order>;
  readonly payments: readonly Payment[];
}

async function write(
  tx: Tx,
  plans: readonly PlannedOrder[],
): Promise<readonly (readonly [string, ReportOutcome])[]> {
  if (plans.length === 0) return [];
  const [serials, rates, entries] = await Promise.all([
    orderNumbers.serials(tx, plans.length),
    unpaidRates(tx, plans),
    Promise.all(plans.map((plan) => entryOf(tx, plan))),
  ]);
  const drafts = plans.map((plan, i) => draftOf(tx, plan, serials[i]!, entries[i]!));
  const orders = await tx.beginAll(
    orderLife,
    drafts.map(({ values }) => values),
    'report',
  );
  const begun = drafts.map((draft, i) => ({ ...draft, order: orders[i]! }));
  const paid = begun.flatMap(({ payments }) => payments);
  const granted = await priceTerms(
    tx,
    begun.flatMap(({ plan, payments: { length } }) => plan.lines.slice(0, length).map(pricedBy)),
  );
  const frozen = await freezeTerms(
    tx,
    paid.map((payment, i) => ({ ...payment, granted: granted[i] })),
  );
  const frozenOf = new Map(paid.map(({ line }, i) => [line.id, frozen[i]!]));
  const rows: NewOrderLine[] = [];
  for (const { plan, order, payments } of begun) {
    const base = rowsOf(tx, plan, order, payments);
    for (const [position, row] of base.entries()) {
      const payment = payments[position];
      if (payment)
        rows.push({
          ...row,
          ...frozenOf.get(row.id)!,
          ...(await deliveredLine(tx, payment, plan)),
        });
      else {
        const vatRate = rates.get(row.specificationId)!;
        rows.push({ ...row, vatRate, status: order.status as NewOrderLine['status'] });
      }
    }
  }
  tx.insert(OrderLineEntity, rows);
  for (const { plan, entry, order } of begun)
    if (entry === 'PAID_NOW') {
      const { report, facts } = plan;
      await confirmPayment(tx, await tx.get(orderLife, order.id), {
        reported: {
          at: report.paidAt!,
          facts,
          services: servicesOf(report),
          credit: report.credit,
        },
      });
    }
  return begun.map(({ plan, order }) => [
    plan.report.upstreamOrderId,
    { outcome: 'WRITTEN', orderId: order.id, problem: null, differences: [] },
  ]);
}

/** Output VAT rates by specification, of lines that are not paid yet; the payment freezes its own. */
async function unpaidRates(tx: Tx, plans: readonly PlannedOrder[]) {
  const goods = new Map(
    plans.flatMap(({ lines }) => lines.map((line) => [line.specification.id, line] as const)),
  );
  const rates = [...goods].map(
    async ([id, line]) => [id, await outputVatRate(tx, taxedSale(line), tx.now)] as const,
  );
  return new Map(await Promise.all(rates));
}

/** The order with which a report begins; a delivered one has the attribution that its payment had. */
function draftOf(tx: Tx, plan: PlannedOrder, serial: string, entry: Entry): Draft {
  const { report, customer, lines, price, facts } = plan;
  const id = tx.newId();
  const number = orderNumbers.of(report.placedAt, serial);
  const paidAt = report.paidAt!;
  const payments =
    entry !== 'DELIVERED'
      ? []
      : lines.map((line, position): Payment => {
          const kept = factsOf(facts, line.product.id);
          const lineId = tx.newId();
          const told = report.lines[position]!;
          const { instanceId = lineId } = told;
          return {
            order: { customerName: customer.name, orderType: report.orderType },
            line: {
              id: lineId,
              orderNumber: number,
              position,
              instanceId,
              customerId: customer.id,
              productId: line.product.id,
              listMinor: line.listMinor,
            },
            goods: line,
            facts: kept,
            decision: decideLine(kept, line, line.price?.partnerId),
            at: paidAt,
            service: told,
            credit: report.credit ?? null,
          };
        });
  const unpaid: Decision = { attribution: 'NONE', partnerId: null, reason: 'NOT_PAID_YET' };
  const summary =
    payments.length > 0 ? summaryOf(payments.map(({ decision }) => decision)) : unpaid;
  const total = {
    listTotalMinor: sum(lines, 'listMinor'),
    dealTotalMinor: sum(lines, 'dealMinor'),
    voucherTotalMinor: sum(lines, 'voucherMinor'),
  };
  const values: NewAggregate<Order> = {
    id,
    number,
    orderType: report.orderType,
    program: report.program ?? null,
    customerId: customer.id,
    customerName: customer.name,
    ...summaryColumns(summary),
    selectedPartnerId: facts.selectedPartnerId,
    ...usedBy(price),
    searchKey: searchKey(
      number,
      report.upstreamOrderId,
      customer.name,
      ...new Set(lines.map(({ product }) => product.name)),
    ),
    status: {
      UNPAID: 'PENDING_PAYMENT',
      PAID_NOW: 'PENDING_PAYMENT',
      CANCELLED: 'CANCELLED',
      DELIVERED: 'COMPLETED',
    }[entry] as Order['status'],
    placedAt: report.placedAt,
    paymentDueAt: null,
    ...(entry === 'DELIVERED' && { paidAt, completedAt: report.completedAt ?? paidAt }),
    upstreamOrderId: report.upstreamOrderId,
    upstreamType: report.upstreamType ?? null,
    upstreamStatus: report.upstreamStatus ?? null,
    syncedAt: tx.now,
    ...total,
    cashTotalMinor: total.dealTotalMinor - total.voucherTotalMinor,
  };
  return { plan, entry, values, payments };
}

/** Rows of the lines before their payment. */
const rowsOf = (
  tx: Tx,
  { report, lines }: PlannedOrder,
  order: Order,
  payments: readonly Payment[],
) =>
  lines.map((line, position) => {
    const { upstreamLineId, chargingMode, instanceId, periodMonths } = report.lines[position]!;
    const row = lineRow(tx, order, { termsVersion: null, upstreamLineId }, line, position);
    const id = payments[position]?.line.id ?? row.id;
    return {
      ...row,
      id,
      instanceId: instanceId ?? id,
      ...(chargingMode && { chargingMode }),
      ...(periodMonths !== undefined && { periodMonths }),
    };
  });

/** Delivery of a line that was delivered upstream: a supervised one was accepted there. */
async function deliveredLine(tx: Tx, payment: Payment, { report }: PlannedOrder) {
  const delivery = await deliveryOf(tx, payment);
  if (delivery.supervision === 'NOT_APPLICABLE') return delivery;
  const acceptedAt = report.completedAt ?? payment.at;
  return {
    supervision: 'COMPLETED',
    supervisionCompletedAt: acceptedAt,
    effectiveAt: payment.service?.effectiveAt ?? acceptedAt,
    expiresAt: payment.service?.expiresAt ?? null,
    status: 'COMPLETED',
  } as const;
}
