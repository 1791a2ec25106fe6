import { globalId } from '../../platform/ids.ts';
import { MARKETPLACE, SELLERS } from '../cast.ts';
import { type Dice, dice } from '../dice.ts';
import { PRODUCTS as LISTED } from '../products.ts';
import type { Story } from '../story.ts';
import type { Catalog, ListedProduct } from './catalog.ts';
import { headOf, type StoryCustomer } from './customers.ts';
import type { Troupe } from './organizations.ts';

/** Outcome of a discount. UNUSABLE_* end by a delisting or by the customer's leaving; of SPECIAL_AT_SELLER the operator approved the price. */
const FATES = {
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
type Fate = keyof typeof FATES;

interface StoryDiscount {
  readonly index: number;
  readonly fate: Fate;
  readonly customer: StoryCustomer;
  readonly product: string;
  /** Days before the first run on which it was drafted. */
  readonly drafted: number;
  /** Days from the first run to its start and its end; a negative day lies in the past. */
  readonly starts: number;
  readonly ends: number;
  readonly belowFloor: boolean;
  readonly throws: Dice;
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
/** What only happens to a discount that its seller reviews: one on a common product (domain §4.4). */
const REVIEWED: readonly Fate[] = ['SELLER_REVIEW', 'REJECTED', 'WITHDRAWN', 'SPECIAL_AT_SELLER'];
const BELOW_FLOOR: readonly Fate[] = ['MANUAL_REVIEW', 'REFUSED_BY_OPERATOR', 'SPECIAL_AT_SELLER'];
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

/** Plans the customers' own prices: domain §4.4, each state that lasts several times. */
export function planDiscounts(
  story: Story,
  troupe: Troupe,
  catalog: Catalog,
  customers: readonly StoryCustomer[],
): void {
  for (const discount of castDiscounts(customers))
    new DiscountPlay(story, troupe, catalog, discount).plan();
  planDelistings(story, troupe, catalog);
}

function castDiscounts(customers: readonly StoryCustomer[]): StoryDiscount[] {
  const throws = dice('discounts');
  // A sub-distributor creates no discounts.
  const own = throws.shuffle(customers.filter(({ partner }) => partner.tier !== 'SUB_DISTRIBUTOR'));
  const take = (fits: (customer: StoryCustomer) => boolean): StoryCustomer => {
    const at = own.findIndex(fits);
    if (at < 0) throw new Error('The story has too few customers for its discounts');
    return own.splice(at, 1)[0]!;
  };
  const wanted = Object.entries(FATES).flatMap(([fate, count]) =>
    Array.from({ length: count }, (_, nth) => ({ fate: fate as Fate, nth })),
  );
  return wanted.map(({ fate, nth }, index) => {
    const left = fate === 'UNUSABLE_UNBOUND';
    const times = timesOf(fate, nth, throws);
    const customer = take((one) =>
      left ? one.fate === 'UNBOUND' : one.fate === 'BOUND' && one.since >= times.drafted + 10,
    );
    const when = left
      ? { drafted: customer.since - 20, starts: 25 - customer.since, ends: 200 }
      : times;
    return {
      index,
      fate,
      customer,
      product: productOf(fate, throws),
      ...when,
      belowFloor: BELOW_FLOOR.includes(fate),
      throws: dice(`discount-${index}`),
    };
  });
}

function timesOf(
  fate: Fate,
  nth: number,
  { between }: Dice,
): Pick<StoryDiscount, 'drafted' | 'starts' | 'ends'> {
  switch (fate) {
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

function productOf(fate: Fate, { pick }: Dice): string {
  if (fate === 'UNUSABLE_PRODUCT') return DELISTED_PRODUCT.name;
  if (fate === 'UNUSABLE_SPECIFICATION') return DELISTED_SPECIFICATION.product;
  return pick(REVIEWED.includes(fate) ? COMMON_PRODUCTS : PRODUCTS);
}

type Actor = 'sales' | 'seller' | 'operator';

/** One discount's steps, each planned for its day. */
class DiscountPlay {
  private readonly thread: string;

  constructor(
    private readonly story: Story,
    private readonly troupe: Troupe,
    private readonly catalog: Catalog,
    private readonly it: StoryDiscount,
  ) {
    this.thread = `d${it.index}`;
  }

  plan(): void {
    const { fate, drafted, belowFloor, throws } = this.it;
    this.step(drafted, '10', (at) => this.draft(at));
    if (fate === 'DRAFT') return;
    const special = { specialRequest: { justification: throws.pick(JUSTIFICATIONS) } };
    this.event(drafted, '14', 'Submit', 'sales', belowFloor ? special : {});
    const outcome = this.outcome();
    if (outcome) this.event(Math.max(1, drafted - 2), '16', ...outcome);
    if (fate === 'REVOKED')
      this.event(9, '11', 'Revoke', 'sales', { reason: '客户已改用新的商务方案。' });
  }

  /** What ended the review, and who did it; null while it lasts, and where the system's own was all. */
  private outcome(): [event: string, who: Actor, input?: Record<string, unknown>] | null {
    const { fate, throws } = this.it;
    switch (fate) {
      case 'SELLER_REVIEW':
      case 'MANUAL_REVIEW':
        return null;
      case 'SPECIAL_AT_SELLER':
        return ['Approve', 'operator', { reason: '战略客户，同意按特殊商务条件报价。' }];
      case 'WITHDRAWN':
        return ['Withdraw', 'sales'];
      case 'REJECTED':
        return ['Reject', 'seller', { reason: throws.pick(REJECTIONS) }];
      case 'REFUSED_BY_OPERATOR':
        return ['Reject', 'operator', { reason: throws.pick(REJECTIONS) }];
      default:
        return isCommon(this.it.product) ? ['Approve', 'seller'] : null;
    }
  }

  private async draft(at: Date): Promise<void> {
    const { customer, starts, ends, throws } = this.it;
    const product = this.product();
    const values = await this.story.command(
      this.sales(),
      at,
      this.thread,
      'exclusiveDiscountCreate',
      {
        customerId: globalId('cus', customer.id!),
        productId: product.id,
        name: `${shortOf(customer.name)} · ${product.name}`,
        lines: this.lines(product),
        validFrom: this.story.at(-starts, '00:00:00'),
        validUntil: this.story.at(-ends, '00:00:00'),
        ...(throws.chance(0.4) && { note: '客户已确认预算，请尽快审核。' }),
      },
    );
    this.it.id = values.exclusiveDiscount!;
  }

  /** One to three specifications; mostly by rate, now and then by net price. */
  private lines({
    specificationIds,
    specifications,
    floorPayRate,
  }: ListedProduct): { specificationId: string; payRate?: string; netPrice?: string }[] {
    const { throws, fate, belowFloor } = this.it;
    const floor = Math.round(Number(floorPayRate) * 100);
    const first =
      fate === 'UNUSABLE_SPECIFICATION' || this.it.product !== DELISTED_SPECIFICATION.product
        ? 0
        : 1;
    const last =
      fate === 'UNUSABLE_SPECIFICATION' ? 0 : throws.between(first, specificationIds.length - 1);
    return specificationIds.slice(first, last + 1).map((specificationId, i) => {
      const percent = belowFloor ? floor - throws.between(3, 10) : throws.between(floor, 97);
      if (belowFloor || throws.chance(0.8))
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
        operator: () => this.troupe.of(MARKETPLACE, 'operator', 1),
      }[who]();
      await this.story.command(viewer, at, this.thread, `exclusiveDiscount${name}`, {
        id: globalId('dsc', this.it.id!),
        ...input,
      });
    });
  }

  private step(days: number, hour: string, run: (at: Date) => Promise<void>): void {
    this.story.plan(
      this.thread,
      this.story.at(days, `${hour}:${String(this.it.throws.between(0, 59)).padStart(2, '0')}:00`),
      run,
    );
  }

  private product(): ListedProduct {
    return this.catalog.get(this.it.product)!;
  }

  private sales() {
    const { partner, rep } = this.it.customer;
    return rep === null ? headOf(this.troupe, partner) : this.troupe.of(partner, 'csp.rep', rep);
  }

  private reviewer() {
    const seller = SELLERS.find(({ code }) => code === this.product().seller)!;
    return this.troupe.of(seller, 'seller.reviewer');
  }
}

/** A product and a specification that were taken off sale, with what that does to their discounts. */
function planDelistings(story: Story, troupe: Troupe, catalog: Catalog): void {
  const delist = (
    thread: string,
    daysAgo: number,
    product: string,
    command: string,
    idOf: (listed: ListedProduct) => string,
  ): void =>
    story.plan(thread, story.at(daysAgo, '17:30:00'), async (at) => {
      const listed = catalog.get(product)!;
      const seller = SELLERS.find(({ code }) => code === listed.seller)!;
      await story.command(troupe.of(seller, 'seller.manager'), at, thread, command, {
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

/** A company as people call it: without its legal form. */
const shortOf = (name: string): string =>
  name.replace(/(股份|集团)?有限公司$| (Pte\. Ltd|Sdn\. Bhd|Co\., Ltd|Ltd)\.$/, '');
