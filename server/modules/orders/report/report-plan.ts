import type { CustomerFacts } from '../attribution.read.ts';
import type { CustomerPrice, OrderGoods } from '../order-goods.read.ts';
import { type OrderedLine, priceOf } from '../order-price.ts';
import { termsFamilyOf } from '../support-terms.ts';
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

/** Whether a price of the customer explains what it paid. */
const explains = (price: CustomerPrice, goods: OrderGoods, quantity: number, deal: bigint) =>
  priceOf(goods, quantity, price).dealMinor === deal;

/** Returns the price that explains the most expensive reported line; without amounts the best one of the first line. */
function usedPrice(
  goods: readonly OrderGoods[],
  lines: readonly LineReport[],
  amounts: readonly (LineAmounts | null)[],
): CustomerPrice | null {
  const found = goods.flatMap(({ prices }, i) => {
    const given = amounts[i];
    if (!given) return prices.slice(0, 1);
    return prices.filter((one) => explains(one, goods[i]!, lines[i]!.quantity, given.dealMinor));
  });
  return found[0] ?? null;
}

/**
 * Finds what a report names and prices its lines. Returns the first reason why it cannot be written: it contradicts
 * itself, or names a customer (UPSTREAM_CUSTOMER_UNKNOWN) or SKU (SKU_UNKNOWN) that the product does not know.
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
    goods.push(found);
    amounts.push(given);
  }
  const price = usedPrice(goods, report.lines, amounts);
  const lines = goods.map((one, i): OrderedLine => {
    const { quantity } = report.lines[i]!;
    const own = priceOf(one, quantity, price);
    const given = amounts[i];
    if (!given) return { ...one, ...own, quantity, voucherMinor: 0n };
    const isPriced = own.price !== null && own.dealMinor === given.dealMinor;
    return {
      ...one,
      ...given,
      quantity,
      price: isPriced ? own.price : null,
      payRate: isPriced ? own.payRate : payRateOf(given),
    };
  });
  const used = lines.find((line) => line.price)?.price ?? null;
  const partnerId = used?.kind === 'DISCOUNT' ? used.partnerId : null;
  return {
    report,
    customer,
    lines,
    price: used,
    facts: known.factsAt(customer.id, partnerId ?? report.selectedPartnerId ?? null, at),
  };
}
