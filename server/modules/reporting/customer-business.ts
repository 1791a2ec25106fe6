import { DAY } from '../../platform/clock.ts';
import { money } from '../../platform/money.ts';
import type {
  CoverageLapseType,
  CustomerBusinessType,
  OpenOrderGroupType,
  ProductCoverageType,
  SpecificationCoverageType,
  ValiditySpanType,
} from './customer-business.type.ts';

/** Days ahead in which a right is about to lapse. */
const SOON_DAYS = 30;

interface Period {
  readonly fromMs: number;
  readonly untilMs: number;
}
interface Sale {
  readonly productId: string;
  readonly specificationId: string;
  readonly name: string;
  /** Minor units as text, like all amounts. */
  readonly twelveMonths: string;
  readonly thisYear: string;
  readonly last90: string;
  readonly previous90: string;
}
interface Price extends Period {
  readonly productId: string;
  readonly specificationId: string;
  readonly name: string;
  /** Global id of the discount. */
  readonly id: string;
  readonly payRate: string;
  readonly net: string;
}
interface Grant extends Period {
  readonly productId: string;
  readonly id: string;
  readonly floor: string;
  /** 0 for one customer, 1 for one partner, 2 for all partners; the lowest in force applies (domain §4.3). */
  readonly width: number;
}
interface Goods {
  readonly id: string;
  readonly name: string;
  readonly saleModel: string;
  readonly floor: string;
  readonly seller: string;
}

/** Facts of a partner and a customer, as SQL reads them. Instants are milliseconds. */
export interface BusinessFacts {
  readonly nowMs: number;
  readonly sales: readonly Sale[];
  readonly prices: readonly Price[];
  readonly grants: readonly Grant[];
  readonly products: readonly Goods[];
  readonly orders: readonly {
    readonly waitsFor: OpenOrderGroupType['waitsFor'];
    readonly count: number;
    readonly deal: string;
  }[];
  readonly discounts: { readonly effective: number; readonly reviewing: number };
}

const ORDER_WAITS: readonly OpenOrderGroupType['waitsFor'][] = [
  'CUSTOMER',
  'SELLER',
  'OPERATOR',
  'REFUND',
];

const total = <R>(rows: readonly R[], of: (row: R) => string): bigint =>
  rows.reduce((sum, row) => sum + BigInt(of(row)), 0n);

/** Joins periods that meet or overlap, and leaves out the past. */
export function spansOf(periods: readonly Period[], nowMs: number): Period[] {
  const spans: Period[] = [];
  const ahead = periods.filter(({ untilMs }) => untilMs > nowMs);
  for (const { fromMs, untilMs } of ahead.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = spans.at(-1);
    const from = Math.max(fromMs, nowMs);
    if (last && from <= last.untilMs)
      spans[spans.length - 1] = {
        fromMs: last.fromMs,
        untilMs: Math.max(last.untilMs, untilMs),
      };
    else spans.push({ fromMs: from, untilMs });
  }
  return spans;
}

/** The period that ends the present span: nothing continues it. Null if no period holds now. */
function lastOf<P extends Period>(periods: readonly P[], nowMs: number): P | null {
  const [span] = spansOf(periods, nowMs);
  if (!span || span.fromMs > nowMs) return null;
  return periods.find(({ untilMs }) => untilMs === span.untilMs) ?? null;
}

const inForce =
  (nowMs: number) =>
  ({ fromMs, untilMs }: Period): boolean =>
    fromMs <= nowMs && nowMs < untilMs;

const shown = ({ fromMs, untilMs }: Period): ValiditySpanType => ({
  from: new Date(fromMs),
  until: Number.isFinite(untilMs) ? new Date(untilMs) : null,
});

interface Facts {
  readonly nowMs: number;
  readonly sales: readonly Sale[];
  readonly prices: readonly Price[];
  readonly grants: readonly Grant[];
}

/** A lapse with the specifications whose sales depend on it. */
interface Lapse extends Omit<CoverageLapseType, 'isSoon'> {
  readonly specifications: readonly string[];
}

/** Discounts that end, each with its specifications that no other discount prices on. */
function discountLapses({ prices, sales, nowMs }: Facts): Lapse[] {
  const specifications = [...new Set(prices.map((price) => price.specificationId))];
  const ends = specifications.flatMap((id) => {
    const last = lastOf(
      prices.filter((price) => price.specificationId === id),
      nowMs,
    );
    return last ? [last] : [];
  });
  return [...new Set(ends.map(({ id }) => id))].map((subjectId) => {
    const ended = ends.filter(({ id }) => id === subjectId);
    const ids = ended.map((price) => price.specificationId);
    return {
      kind: 'DISCOUNT',
      subjectId,
      at: new Date(ended[0]!.untilMs),
      worth: worthOf(sales, ids),
      specifications: ids,
    } satisfies Lapse;
  });
}

function authorizationLapses({ grants, sales, nowMs }: Facts): Lapse[] {
  const last = lastOf(grants, nowMs);
  if (!last || !Number.isFinite(last.untilMs)) return [];
  const ids = sales.map((sale) => sale.specificationId);
  return [
    {
      kind: 'AUTHORIZATION',
      subjectId: last.id,
      at: new Date(last.untilMs),
      worth: worthOf(sales, ids),
      specifications: ids,
    },
  ];
}

const among = (sales: readonly Sale[], ids: readonly string[]): Sale[] =>
  sales.filter(({ specificationId }) => ids.includes(specificationId));
const worthOf = (sales: readonly Sale[], ids: readonly string[]) =>
  money.wire(twelveMonthsOf(among(sales, ids)));

/** A product of the list with the values that only figures and order need. */
interface Covered {
  readonly row: ProductCoverageType;
  /** Sales of the last 12 months, and their part that depends on what lapses soon. */
  readonly sold: bigint;
  readonly lapsing: bigint;
  /** First lapse of a current product; the end of time if none is near. */
  readonly lapsesAt: number;
}

const NEVER = Number.MAX_SAFE_INTEGER;
const twelveMonthsOf = (sales: readonly Sale[]): bigint =>
  total(sales, ({ twelveMonths }) => twelveMonths);

/** Facts of each product. */
function byProduct({ sales, prices, grants, nowMs }: BusinessFacts): (id: string) => Facts {
  const of = <R extends { readonly productId: string }>(rows: readonly R[]) => {
    const groups = Map.groupBy(rows, ({ productId }) => productId);
    return (id: string): readonly R[] => groups.get(id) ?? [];
  };
  const [sold, priced, granted] = [of(sales), of(prices), of(grants)];
  return (id) => ({ nowMs, sales: sold(id), prices: priced(id), grants: granted(id) });
}

function coverageOf(goods: Goods, own: Facts): Covered {
  const { nowMs, sales, prices, grants: granted } = own;
  // The marketplace's own products need no authorization; their floor is the product's (domain §3 item 6).
  const always = { id: goods.id, productId: goods.id, floor: goods.floor, width: 2 };
  const grants =
    goods.saleModel === 'HUAWEI'
      ? [{ ...always, fromMs: nowMs, untilMs: Number.POSITIVE_INFINITY }]
      : granted;
  const of: Facts = { ...own, grants };
  const isCurrent =
    sales.length > 0 || prices.length > 0 || granted.some(({ width }) => width === 0);
  const lapses = [...discountLapses(of), ...authorizationLapses(of)].toSorted(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
  const isSoon = ({ at }: Lapse): boolean => isCurrent && at.getTime() <= nowMs + SOON_DAYS * DAY;
  const soon = lapses.filter(isSoon);
  const ids = soon.flatMap(({ specifications }) => specifications);
  const [floor] = grants.filter(inForce(nowMs)).toSorted((a, b) => a.width - b.width);
  const sold = twelveMonthsOf(sales);
  return {
    row: {
      productId: goods.id,
      productName: goods.name,
      sellerName: goods.seller,
      group: isCurrent ? 'CURRENT' : 'AVAILABLE',
      floorPayRate: floor?.floor ?? null,
      authorized: spansOf(grants, nowMs).map(shown),
      discounted: spansOf(prices, nowMs).map(shown),
      specifications: specificationsOf(of),
      lapses: lapses.map((lapse) => ({ ...lapse, isSoon: isSoon(lapse) })),
      soldThisYear: money.wire(total(sales, ({ thisYear }) => thisYear)),
      soldLastYear: money.wire(sold),
    },
    sold,
    lapsing: twelveMonthsOf(among(sales, ids)),
    lapsesAt: soon[0]?.at.getTime() ?? NEVER,
  };
}

/** Current products first; of those the next to lapse, then the best sold. */
const inOrder = (a: Covered, b: Covered): number =>
  Number(a.row.group !== 'CURRENT') - Number(b.row.group !== 'CURRENT') ||
  a.lapsesAt - b.lapsesAt ||
  Number(b.sold > a.sold) - Number(a.sold > b.sold) ||
  (a.row.productName < b.row.productName ? -1 : 1);

function specificationsOf({ sales, prices, nowMs }: Facts): SpecificationCoverageType[] {
  const current = prices.filter(inForce(nowMs));
  const names = new Map(
    [...current, ...sales].map(({ specificationId, name }) => [specificationId, name]),
  );
  return [...names]
    .map(([specificationId, name]) => {
      const price = current.find((one) => one.specificationId === specificationId);
      const sold = sales.filter((one) => one.specificationId === specificationId);
      return {
        specificationId,
        name,
        discountId: price?.id ?? null,
        payRate: price?.payRate ?? null,
        netPrice: price ? money.wire(BigInt(price.net)) : null,
        soldThisYear: money.wire(total(sold, ({ thisYear }) => thisYear)),
      };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function covered(facts: BusinessFacts): Covered[] {
  const factsOf = byProduct(facts);
  return facts.products.map((goods) => coverageOf(goods, factsOf(goods.id))).toSorted(inOrder);
}

/** Figures of the business with a customer, from its facts (domain §3.2, §3.3). */
export function customerBusiness(facts: BusinessFacts): CustomerBusinessType {
  const { sales, orders, discounts, nowMs } = facts;
  const current = covered(facts).filter(({ row }) => row.group === 'CURRENT');
  const lapsing = current.filter(({ lapsesAt }) => lapsesAt < NEVER);
  const isPriced = ({ row }: Covered): boolean =>
    row.discounted.some(({ from }) => from.getTime() <= nowMs);
  return {
    soldLast90Days: money.wire(total(sales, ({ last90 }) => last90)),
    soldPrevious90Days: money.wire(total(sales, ({ previous90 }) => previous90)),
    openOrderCount: orders.reduce((sum, { count }) => sum + count, 0),
    openOrderTotal: money.wire(total(orders, ({ deal }) => deal)),
    openOrders: ORDER_WAITS.flatMap((waitsFor) =>
      orders
        .filter((group) => group.waitsFor === waitsFor)
        .map(({ count, deal }) => ({ waitsFor, count, deal: money.wire(BigInt(deal)) })),
    ),
    discountCount: discounts.effective,
    discountsInReview: discounts.reviewing,
    pricedProductCount: current.filter(isPriced).length,
    productCount: current.length,
    lapsingCount: lapsing.length,
    lapsingWorth: money.wire(lapsing.reduce((sum, one) => sum + one.lapsing, 0n)),
    coverage: current.map(({ row }) => row),
  };
}

/** Products that the partner may offer to a customer, from the facts about all of them. */
export const customerCoverage = (facts: BusinessFacts): ProductCoverageType[] =>
  covered(facts).map(({ row }) => row);
