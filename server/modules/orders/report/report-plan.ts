import { Ratio } from '../../../platform/money.ts';
import type { CustomerFacts } from '../attribution/attribution.read.ts';
import type { CustomerPrice, OrderGoods } from '../checkout/order-goods.read.ts';
import { type OrderedLine, priceOf } from '../checkout/order-price.ts';
import { termsFamilyOf } from '../checkout/support-terms.ts';
import { chargingModeOf, monthsOf } from '../line/order-terms.ts';
import type { PageFacts } from './report.facts.ts';
import {
  amountsOf,
  faultOf,
  type LineAmounts,
  type LineReport,
  type OrderReport,
  payRateOf,
  type ReportProblem,
} from './report.ts';

/** A reported order with the rows of the product that it names, priced as the upstream says. */
export interface PlannedOrder {
  readonly report: OrderReport;
  readonly customer: { readonly id: string; readonly name: string };
  readonly lines: readonly OrderedLine[];
  /** Discount or offer that explains the prices; null if none does. */
  readonly price: CustomerPrice | null;
  readonly facts: CustomerFacts;
}

export const isProblem = <T extends object>(found: T | ReportProblem): found is ReportProblem =>
  'code' in found;

const problem = (code: ReportProblem['code'], path: string): ReportProblem => ({ code, path });

/**
 * Returns the charge periods that a line pays for: 14 months of a yearly price are 14/12. Null if its price does not
 * follow from the list price: a change costs a difference, use is measured, and days are no part of months.
 */
function periodsOf(
  { orderType }: Pick<OrderReport, 'orderType'>,
  { chargingMode, periodMonths }: LineReport,
  { specification: { period } }: OrderGoods,
): Ratio | null {
  if (orderType === 'CHANGE' || (chargingMode ?? chargingModeOf(period)) === 'ON_DEMAND')
    return null;
  const one = monthsOf(period);
  if (periodMonths === undefined || periodMonths === one) return Ratio.of('1');
  return periodMonths === null || one === null
    ? null
    : Ratio.share(BigInt(periodMonths), BigInt(one));
}

/** Whether a price of the customer explains what it paid. */
const explains = (
  price: CustomerPrice,
  goods: OrderGoods,
  quantity: number,
  { deal, periods }: { readonly deal: bigint; readonly periods: Ratio | null },
): boolean => priceOf(goods, quantity, price, periods ?? undefined).dealMinor === deal;

/** Returns the price that explains the most expensive reported line; without amounts the best one of the first line. */
function usedPrice(
  goods: readonly OrderGoods[],
  lines: readonly LineReport[],
  amounts: readonly (LineAmounts | null)[],
  periods: readonly (Ratio | null)[],
): CustomerPrice | null {
  const found = goods.flatMap(({ prices }, i) => {
    const given = amounts[i];
    if (!given) return prices.slice(0, 1);
    const paid = { deal: given.dealMinor, periods: periods[i]! };
    return prices.filter((one) => explains(one, goods[i]!, lines[i]!.quantity, paid));
  });
  return found[0] ?? null;
}

/**
 * Finds what a report names and prices its lines. Returns the first reason why it cannot be written: it contradicts
 * itself, names a customer (UPSTREAM_CUSTOMER_UNKNOWN) or SKU (SKU_UNKNOWN) that the product does not know, or costs
 * an amount that nobody names (AMOUNT_UNKNOWN).
 */
export function planOf(
  known: PageFacts,
  report: OrderReport,
  now: Date,
): PlannedOrder | ReportProblem {
  const fault = faultOf(report, now);
  if (fault) return fault;
  const customer = known.customer(report.customerUpstreamId);
  if (!customer) return problem('UPSTREAM_CUSTOMER_UNKNOWN', 'customerUpstreamId');
  const at = report.paidAt ?? report.placedAt;
  const goods: OrderGoods[] = [];
  const amounts: (LineAmounts | null)[] = [];
  const periods: (Ratio | null)[] = [];
  for (const [i, line] of report.lines.entries()) {
    const found = known.goodsAt(line.skuCode, customer.id, report.placedAt);
    const foreign = report.sellerId && found?.product.sellerId !== report.sellerId;
    if (!found || foreign) return problem('SKU_UNKNOWN', `lines.${i}.skuCode`);
    if (termsFamilyOf(found.product.productType) === null)
      return problem('PRODUCT_NOT_SOLD_HERE', `lines.${i}.skuCode`);
    if (known.holderOf(line.upstreamLineId))
      return problem('LINE_OF_ANOTHER_ORDER', `lines.${i}.upstreamLineId`);
    const given = amountsOf(line);
    if (given === 'AMOUNTS_DISAGREE') return problem(given, `lines.${i}`);
    const paidFor = periodsOf(report, line, found);
    if (!given && !paidFor) return problem('AMOUNT_UNKNOWN', `lines.${i}.orderAmount`);
    goods.push(found);
    amounts.push(given);
    periods.push(paidFor);
  }
  const price = usedPrice(goods, report.lines, amounts, periods);
  const lines = goods.map((one, i): OrderedLine => {
    const { quantity } = report.lines[i]!;
    const own = priceOf(one, quantity, price, periods[i] ?? undefined);
    const given = amounts[i];
    if (!given) return { ...one, ...own, quantity, voucherMinor: 0n };
    const isPriced = own.price !== null && own.dealMinor === given.dealMinor;
    return {
      ...one,
      ...given,
      // Of a price that a discount or an offer explains, the list price follows where only the price is named.
      ...(isPriced && report.lines[i]!.listMinor === undefined && { listMinor: own.listMinor }),
      quantity,
      price: isPriced ? own.price : null,
      payRate: isPriced ? own.payRate : payRateOf(given),
    };
  });
  const used = lines.find((line) => line.price)?.price ?? null;
  const partnerId = used?.partnerId ?? null;
  return {
    report,
    customer,
    lines,
    price: used,
    facts: known.factsAt(customer.id, partnerId ?? report.selectedPartnerId ?? null, at),
  };
}
