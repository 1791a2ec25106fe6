import { globalId } from '../../platform/ids.ts';
import type { DemoHistory } from '../demo-history.ts';
import { MARKETPLACE, SELLERS } from '../demo-users.ts';
import { PRODUCTS as LISTED } from '../products.ts';
import { type SeededRandom, seededRandom } from '../seeded-random.ts';
import type { Catalog, ListedProduct } from './catalog.ts';
import { type DemoCustomer, managerOf } from './customers.ts';
import type { DemoUsers } from './organizations.ts';

/**
 * Number of discounts by outcome. UNUSABLE_* end by a delisting or because the customer leaves. For
 * SPECIAL_AT_SELLER the operator has approved the price.
 */
const OUTCOMES = {
  DRAFT: 6,
  SELLER_REVIEW: 9,
  MANUAL_REVIEW: 4,
  SCHEDULED: 6,
  EFFECTIVE: 20,
  REJECTED: 3,
  REFUSED_BY_OPERATOR: 2,
  WITHDRAWN: 3,
  EXPIRED: 20,
  REVOKED: 3,
  UNUSABLE_PRODUCT: 2,
  UNUSABLE_SPECIFICATION: 2,
  UNUSABLE_UNBOUND: 2,
  SPECIAL_AT_SELLER: 2,
} as const;
type Outcome = keyof typeof OUTCOMES;

interface DemoDiscount {
  readonly index: number;
  readonly outcome: Outcome;
  readonly customer: DemoCustomer;
  readonly product: string;
  /** Days before the first run on which the discount was drafted. */
  readonly drafted: number;
  /** Days from the first run to the start and the end; a negative day is in the past. */
  readonly starts: number;
  readonly ends: number;
  readonly belowFloor: boolean;
  readonly random: SeededRandom;
  id?: string;
}

const DELISTED_PRODUCT = { name: '行业数据集：制造', daysAgo: 12 };
const DELISTED_SPECIFICATION = { product: '云帆 CRM', index: 0, daysAgo: 25 };
const PRODUCTS = [
  '云帆协同办公',
  '云帆 CRM',
  '电子签章 License',
  '鲲图大模型推理 API',
  '智能质检 Agent',
  '边缘推理一体机',
  'Bluewave WAF',
  'Container Runtime Shield',
  'Cloud Migration Service',
] as const;
const isCommon = (product: string): boolean =>
  LISTED.some(({ name, saleModel }) => name === product && saleModel === 'COMMON');
const COMMON_PRODUCTS = PRODUCTS.filter(isCommon);
/** Outcomes of the seller's review, which only discounts on common products have (domain §4.4). */
const REVIEWED: readonly Outcome[] = [
  'SELLER_REVIEW',
  'REJECTED',
  'WITHDRAWN',
  'SPECIAL_AT_SELLER',
];
const BELOW_FLOOR: readonly Outcome[] = [
  'MANUAL_REVIEW',
  'REFUSED_BY_OPERATOR',
  'SPECIAL_AT_SELLER',
];
const JUSTIFICATIONS = [
  '客户三年框架采购，竞品报价低 8%，申请特殊商务支持。',
  '首单试点，承诺半年内扩容至全集团。',
  'Competitive displacement: the customer moves 40 systems from another cloud.',
] as const;
const REJECTIONS = [
  '报价低于同类客户，请补充依据。',
  '生效时间与现有优惠重叠，请调整。',
  'Please split by specification and resubmit.',
] as const;

/** Plans the exclusive discounts. Each lasting state of domain §4.4 occurs several times. */
export function planDiscounts(
  history: DemoHistory,
  users: DemoUsers,
  catalog: Catalog,
  customers: readonly DemoCustomer[],
): void {
  for (const discount of demoDiscounts(customers))
    new DiscountScenario(history, users, catalog, discount).plan();
  planDelistings(history, users, catalog);
}

function demoDiscounts(customers: readonly DemoCustomer[]): DemoDiscount[] {
  const random = seededRandom('discounts');
  // A sub-distributor creates no discounts.
  const own = random.shuffle(customers.filter(({ partner }) => partner.tier !== 'SUB_DISTRIBUTOR'));
  const take = (fits: (customer: DemoCustomer) => boolean): DemoCustomer => {
    const at = own.findIndex(fits);
    if (at < 0) throw new Error('The demo has too few customers for its discounts');
    return own.splice(at, 1)[0]!;
  };
  const wanted = Object.entries(OUTCOMES).flatMap(([outcome, count]) =>
    Array.from({ length: count }, (_, nth) => ({ outcome: outcome as Outcome, nth })),
  );
  return wanted.map(({ outcome, nth }, index) => {
    const left = outcome === 'UNUSABLE_UNBOUND';
    const times = timesOf(outcome, nth, random);
    const customer = take((one) =>
      left ? one.outcome === 'UNBOUND' : one.outcome === 'BOUND' && one.since >= times.drafted + 10,
    );
    const when = left
      ? { drafted: customer.since - 20, starts: 25 - customer.since, ends: 200 }
      : times;
    return {
      index,
      outcome,
      customer,
      product: productOf(outcome, random),
      ...when,
      belowFloor: BELOW_FLOOR.includes(outcome),
      random: seededRandom(`discount-${index}`),
    };
  });
}

function timesOf(
  outcome: Outcome,
  nth: number,
  { between }: SeededRandom,
): Pick<DemoDiscount, 'drafted' | 'starts' | 'ends'> {
  switch (outcome) {
    case 'SCHEDULED':
      // The first one starts tomorrow.
      return {
        drafted: between(4, 8),
        starts: nth === 0 ? 1 : between(3, 25),
        ends: between(60, 365),
      };
    case 'EFFECTIVE':
      // The first ones end soon.
      return {
        drafted: between(30, 60),
        starts: -between(10, 24),
        ends: nth < 4 ? 2 + 3 * nth : between(30, 330),
      };
    case 'EXPIRED': {
      if (nth < 8)
        return { drafted: between(80, 120), starts: -between(60, 74), ends: -between(2, 30) };
      const drafted = between(180, 640);
      return { drafted, starts: 16 - drafted, ends: 16 - drafted + between(60, 150) };
    }
    case 'REVOKED':
    case 'UNUSABLE_PRODUCT':
    case 'UNUSABLE_SPECIFICATION':
      return { drafted: between(45, 60), starts: -between(30, 38), ends: between(60, 300) };
    default:
      return { drafted: between(2, 4), starts: between(5, 30), ends: between(60, 365) };
  }
}

function productOf(outcome: Outcome, { pick }: SeededRandom): string {
  if (outcome === 'UNUSABLE_PRODUCT') return DELISTED_PRODUCT.name;
  if (outcome === 'UNUSABLE_SPECIFICATION') return DELISTED_SPECIFICATION.product;
  return pick(REVIEWED.includes(outcome) ? COMMON_PRODUCTS : PRODUCTS);
}

type Actor = 'sales' | 'seller' | 'operator';

/** Plans the steps of one discount, each on its day. */
class DiscountScenario {
  private readonly thread: string;

  constructor(
    private readonly history: DemoHistory,
    private readonly users: DemoUsers,
    private readonly catalog: Catalog,
    private readonly discount: DemoDiscount,
  ) {
    this.thread = `d${discount.index}`;
  }

  plan(): void {
    const { outcome, drafted, belowFloor, random } = this.discount;
    this.step(drafted, '10', (at) => this.draft(at));
    if (outcome === 'DRAFT') return;
    const special = { specialRequest: { justification: random.pick(JUSTIFICATIONS) } };
    this.event(drafted, '14', 'Submit', 'sales', belowFloor ? special : {});
    const decision = this.decision();
    if (decision) this.event(Math.max(1, drafted - 2), '16', ...decision);
    if (outcome === 'REVOKED')
      this.event(9, '11', 'Revoke', 'sales', { reason: '客户已改用新的商务方案。' });
  }

  /**
   * The event that ends the review, and who fires it; null if the review is pending or the system approved
   * alone.
   */
  private decision(): [event: string, who: Actor, input?: Record<string, unknown>] | null {
    const { outcome, random } = this.discount;
    switch (outcome) {
      case 'SELLER_REVIEW':
      case 'MANUAL_REVIEW':
        return null;
      case 'SPECIAL_AT_SELLER':
        return ['Approve', 'operator', { reason: '战略客户，同意按特殊商务条件报价。' }];
      case 'WITHDRAWN':
        return ['Withdraw', 'sales'];
      case 'REJECTED':
        return ['Reject', 'seller', { reason: random.pick(REJECTIONS) }];
      case 'REFUSED_BY_OPERATOR':
        return ['Reject', 'operator', { reason: random.pick(REJECTIONS) }];
      default:
        return isCommon(this.discount.product) ? ['Approve', 'seller'] : null;
    }
  }

  private async draft(at: Date): Promise<void> {
    const { customer, starts, ends, random } = this.discount;
    const product = this.product();
    const values = await this.history.command(
      this.sales(),
      at,
      this.thread,
      'exclusiveDiscountCreate',
      {
        customerId: globalId('cus', customer.id!),
        productId: product.id,
        name: `${shortOf(customer.name)} · ${product.name}`,
        lines: this.lines(product),
        validFrom: this.history.at(-starts, '00:00:00'),
        validUntil: this.history.at(-ends, '00:00:00'),
        ...(random.chance(0.4) && { note: '客户已确认预算，请尽快审核。' }),
      },
    );
    this.discount.id = values.exclusiveDiscount!;
  }

  /** One to three specifications, most of them by pay rate and some by net price. */
  private lines({
    specificationIds,
    specifications,
    floorPayRate,
  }: ListedProduct): { specificationId: string; payRate?: string; netPrice?: string }[] {
    const { random, outcome, belowFloor } = this.discount;
    const floor = Math.round(Number(floorPayRate) * 100);
    const first =
      outcome === 'UNUSABLE_SPECIFICATION' ||
      this.discount.product !== DELISTED_SPECIFICATION.product
        ? 0
        : 1;
    const last =
      outcome === 'UNUSABLE_SPECIFICATION' ? 0 : random.between(first, specificationIds.length - 1);
    return specificationIds.slice(first, last + 1).map((specificationId, i) => {
      const percent = belowFloor ? floor - random.between(3, 10) : random.between(floor, 97);
      if (belowFloor || random.chance(0.8))
        return { specificationId, payRate: (percent / 100).toString() };
      const whole = Math.round((Number(specifications[first + i]![2]) * percent) / 100);
      return {
        specificationId,
        netPrice: `${Math.max(whole, Math.ceil((Number(specifications[first + i]![2]) * floor) / 100))}.00`,
      };
    });
  }

  private event(
    days: number,
    hour: string,
    name: string,
    who: Actor,
    input: Record<string, unknown> = {},
  ): void {
    this.step(days, hour, async (at) => {
      const viewer = {
        sales: () => this.sales(),
        seller: () => this.reviewer(),
        operator: () => this.users.of(MARKETPLACE, 'operator', 1),
      }[who]();
      await this.history.command(viewer, at, this.thread, `exclusiveDiscount${name}`, {
        id: globalId('dsc', this.discount.id!),
        ...input,
      });
    });
  }

  private step(days: number, hour: string, run: (at: Date) => Promise<void>): void {
    this.history.plan(
      this.thread,
      this.history.at(
        days,
        `${hour}:${String(this.discount.random.between(0, 59)).padStart(2, '0')}:00`,
      ),
      run,
    );
  }

  private product(): ListedProduct {
    return this.catalog.get(this.discount.product)!;
  }

  private sales() {
    const { partner, rep } = this.discount.customer;
    return rep === null ? managerOf(this.users, partner) : this.users.of(partner, 'csp.rep', rep);
  }

  private reviewer() {
    const seller = SELLERS.find(({ code }) => code === this.product().seller)!;
    return this.users.of(seller, 'seller.reviewer');
  }
}

/** Plans the delisting of one product and one specification, which makes their discounts unusable. */
function planDelistings(history: DemoHistory, users: DemoUsers, catalog: Catalog): void {
  const delist = (
    thread: string,
    daysAgo: number,
    product: string,
    command: string,
    idOf: (listed: ListedProduct) => string,
  ): void =>
    history.plan(thread, history.at(daysAgo, '17:30:00'), async (at) => {
      const listed = catalog.get(product)!;
      const seller = SELLERS.find(({ code }) => code === listed.seller)!;
      await history.command(users.of(seller, 'seller.manager'), at, thread, command, {
        id: idOf(listed),
        reason: '旧版本停止供应 / The old edition is no longer supplied',
      });
    });
  delist(
    'delist-product',
    DELISTED_PRODUCT.daysAgo,
    DELISTED_PRODUCT.name,
    'productDelist',
    ({ id }) => id,
  );
  delist(
    'delist-specification',
    DELISTED_SPECIFICATION.daysAgo,
    DELISTED_SPECIFICATION.product,
    'specificationDelist',
    ({ specificationIds }) => specificationIds[DELISTED_SPECIFICATION.index]!,
  );
}

/** A company's name without its legal form. */
const shortOf = (name: string): string =>
  name.replace(/(股份|集团)?有限公司$| (Pte\. Ltd|Sdn\. Bhd|Co\., Ltd|Ltd)\.$/, '');
