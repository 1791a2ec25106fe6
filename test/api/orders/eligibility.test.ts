import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { orderLinks } from '../../../server/modules/orders/order/order-link.read.ts';
import { DAY, HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { type Caller, type Organization, openWorld } from '../../kit/world.ts';
import { bound, customerOf, invited, MAIL, partnerOf } from '../bindings/fixtures.ts';
import {
  authorizedJoint,
  type Goods,
  listed,
  type Stage,
  saved,
  setStage,
} from '../discounts/stage.ts';
import { line, orderOf, paid, placed } from './checkout.ts';

let stage: Stage;
let joint: Goods;
let rival: Organization & { readonly manager: Caller };

beforeAll(async () => {
  const world = await openWorld('attribution');
  stage = await setStage(world);
  joint = await listed(stage.sellerManager, '星云数据中台', { saleModel: 'JOINT_OPERATION' });
  await authorizedJoint(stage, joint);
  const partner = await partnerOf(world, '另一服务商');
  rival = { ...partner, manager: await world.member(partner, 'csp.manager') };
});
afterAll(() => stage?.world.close());

const FIELDS = `isDecided isEligible attribution attributionReason conditions { condition holds }
  selectedPartnerName boundSince blockingDiscount { number validFrom validUntil }`;

async function eligibility(viewer: Caller, input: object): Promise<any> {
  const data = await viewer.ask(
    `query($input: AutoDiscountEligibilityInput!) { autoDiscountEligibility(input: $input) { ${FIELDS} } }`,
    { input },
  );
  return data.autoDiscountEligibility;
}

const failing = ({ conditions }: { conditions: { condition: string; holds: boolean }[] }) =>
  conditions.filter(({ holds }) => !holds).map(({ condition }) => condition);

const partnerId = () => `ptn_${stage.partner.id}`;
const jointLine = () => [line(joint.specifications[0])];
const attributed = async (id: string) => {
  const order = await orderOf(
    stage.operator,
    id,
    'attribution attributionReason partner { name } lines { id attribution attributionReason shareRatio strategy floorPrice: payRate }',
  );
  return order;
};

/** A discount of a partner on the joint product from some hours ahead, for ten days. */
async function granted(hours: number, by: Caller = stage.manager): Promise<string> {
  const from = stage.world.clock.now().getTime() + hours * HOUR;
  const id = await saved(
    { ...stage, manager: by },
    {
      productId: joint.productId,
      lines: [{ specificationId: joint.specifications[1], payRate: '0.9' }],
      validFrom: new Date(from).toISOString(),
      validUntil: new Date(from + 10 * DAY).toISOString(),
    },
  );
  await by.mutate('exclusiveDiscountSubmit', { id });
  return id;
}

describe('the automatic discount', () => {
  it('is granted while all conditions hold, with the joint share, and is kept as decided', async () => {
    const before = await eligibility(stage.buyer, {
      productId: joint.productId,
      partnerId: partnerId(),
    });
    expect(before).toMatchObject({
      isDecided: false,
      isEligible: true,
      attribution: 'AUTO',
      selectedPartnerName: '云帆科技',
      blockingDiscount: null,
    });
    expect(failing(before)).toEqual([]);
    const id = await paid(stage, { lines: jointLine() });
    const order = await attributed(id);
    expect(order).toMatchObject({
      attribution: 'AUTO',
      partner: { name: '云帆科技' },
      lines: [{ attribution: 'AUTO', shareRatio: '0.25', strategy: 'JOINT_SALE' }],
    });
    const orderLineId = order.lines[0].id;
    for (const viewer of [stage.buyer, stage.manager, stage.operator])
      expect(await eligibility(viewer, { orderLineId })).toMatchObject({
        isDecided: true,
        isEligible: true,
        boundSince: before.boundSince,
      });
    // The facts of the payment stay, whatever happens later.
    await granted(1);
    expect(failing(await eligibility(stage.manager, { orderLineId }))).toEqual([]);
  });

  it('is barred by a discount that starts within 24 hours, inclusive', async () => {
    const { world } = stage;
    await world.rows(
      sql`update exclusive_discount set status = 'REVOKED' where status in ('SCHEDULED', 'EFFECTIVE')`,
    );
    await granted(24 + 1 / 3600);
    expect(await attributed(await paid(stage, { lines: jointLine() }))).toMatchObject({
      attribution: 'AUTO',
    });
    world.clock.advance(1000);
    const barred = await eligibility(stage.buyer, {
      productId: joint.productId,
      partnerId: partnerId(),
    });
    expect(failing(barred)).toEqual(['NO_OTHER_DISCOUNT']);
    expect(barred).toMatchObject({
      isEligible: false,
      attributionReason: 'DISCOUNT_WITHIN_24_HOURS',
      blockingDiscount: { number: expect.stringMatching(/^EXD-/) },
    });
    expect(await attributed(await paid(stage, { lines: jointLine() }))).toMatchObject({
      attribution: 'NONE',
      attributionReason: 'DISCOUNT_WITHIN_24_HOURS',
      partner: null,
      lines: [{ shareRatio: null, strategy: null }],
    });
    world.clock.advance(DAY);
    await world.settle();
    const withOwn = await attributed(await paid(stage, { lines: jointLine() }));
    expect(withOwn.attributionReason).toBe('DISCOUNT_IN_FORCE');
    await world.rows(
      sql`update exclusive_discount set status = 'REVOKED' where status in ('SCHEDULED', 'EFFECTIVE')`,
    );
  });

  it('needs a selected partner, to which the customer is bound at the payment', async () => {
    const none = await paid(stage, { lines: jointLine(), selectedPartnerId: undefined });
    expect(await attributed(none)).toMatchObject({ attributionReason: 'NO_PARTNER_SELECTED' });
    const other = await paid(stage, { lines: jointLine(), selectedPartnerId: `ptn_${rival.id}` });
    expect(await attributed(other)).toMatchObject({ attributionReason: 'CUSTOMER_NOT_BOUND' });
    // The partner of a common product needs no binding (domain §8 item 27).
    const common = await paid(stage, { selectedPartnerId: `ptn_${rival.id}` });
    expect(await attributed(common)).toMatchObject({
      attribution: 'SELECTED',
      partner: { name: '另一服务商' },
    });
    const unbound = await placed(stage, { lines: jointLine() });
    await stage.world.rows(
      sql`update partner_binding set status = 'UNBOUND', unbound_at = now() where id = ${stage.bindingId.slice(4)}`,
    );
    await stage.buyer.mutate('orderConfirmPayment', { id: unbound });
    expect(await attributed(unbound)).toMatchObject({ attributionReason: 'CUSTOMER_NOT_BOUND' });
    await stage.world.rows(
      sql`update partner_binding set status = 'BOUND', unbound_at = null where id = ${stage.bindingId.slice(4)}`,
    );
  });

  it('says nothing about common products, other partners and strangers', async () => {
    const { world, goods, customerId, manager } = stage;
    const common = await eligibility(stage.buyer, {
      productId: goods.productId,
      partnerId: partnerId(),
    });
    expect(common).toMatchObject({ isEligible: false, attribution: 'SELECTED' });
    expect(failing(common)).toEqual(['PRODUCT_COVERED']);
    await expect(
      eligibility(rival.manager, { productId: joint.productId, customerId }),
    ).rejects.toThrow('Not found');
    await expect(
      eligibility(manager, {
        productId: joint.productId,
        customerId,
        partnerId: `ptn_${rival.id}`,
      }),
    ).rejects.toThrow('Not found');
    await expect(eligibility(manager, { customerId })).rejects.toThrow('Name an order line');
    // A customer of two partners: the rival's discount bars, but its number stays hidden from the first partner.
    const shared = await customerOf(world, '西部能源', [stage.partner]);
    await bound(world, manager, shared);
    expect(
      await eligibility(manager, { productId: joint.productId, customerId: shared }),
    ).toMatchObject({ isEligible: true });
  });

  it('does not tell a partner about the discounts of others for a customer that is not its own', async () => {
    const { world, customerId } = stage;
    await world.rows(sql`insert into customer_access (customer_id, org_id, level, since)
      values (${customerId.slice(4)}, ${rival.id}, 'NAME', now())`);
    const question = { productId: joint.productId, customerId };
    const before = await eligibility(rival.manager, question);
    await granted(1);
    expect(await eligibility(stage.manager, question)).toMatchObject({
      attributionReason: 'DISCOUNT_WITHIN_24_HOURS',
    });
    expect(await eligibility(rival.manager, question)).toEqual(before);
    expect(failing(before)).toEqual(['CUSTOMER_BOUND']);
  });

  it('tells by a link of no binding but to the partner that can open the link', async () => {
    const { world, partner, manager } = stage;
    const customerId = await customerOf(world, '西部物流', [partner, rival]);
    const { buyer: byRival } = await invited(world, rival.manager, customerId);
    const { buyer } = await bound(world, manager, customerId);
    const id = await paid({ ...stage, buyer, customerId });
    const byOrder = world.as({ ...buyer.viewer, subjectId: id.slice(4) });
    const asked = { productId: joint.productId, partnerId: partnerId() };
    for (const by of [buyer, byOrder])
      expect(await eligibility(by, asked)).toMatchObject({ boundSince: expect.any(String) });
    expect(await eligibility(byRival, asked)).toEqual({
      isDecided: false,
      isEligible: false,
      attribution: 'NONE',
      attributionReason: null,
      conditions: [
        { condition: 'PRODUCT_COVERED', holds: true },
        { condition: 'PARTNER_SELECTED', holds: true },
      ],
      selectedPartnerName: '云帆科技',
      boundSince: null,
      blockingDiscount: null,
    });
    expect(failing(await eligibility(byRival, { ...asked, partnerId: `ptn_${rival.id}` }))).toEqual(
      ['CUSTOMER_BOUND'],
    );
  });
});

describe('the link of an order', () => {
  it('shows the customer this order only', async () => {
    const { world, buyer } = stage;
    const [mine, other] = [await paid(stage), await paid(stage)];
    const token = orderLinks.token(world.deps.secrets, mine.slice(4), MAIL);
    expect(token).toHaveLength(43);
    const visitor = world.as({ ...buyer.viewer, subjectId: mine.slice(4) });
    expect(await orderOf(visitor, mine, 'status lines { status shareRatio }')).toEqual({
      status: 'COMPLETED',
      lines: [{ status: 'COMPLETED', shareRatio: null }],
    });
    expect(await orderOf(visitor, other, 'status')).toBeNull();
    const subject = (now: Date) =>
      world.system((tx) => orderLinks.find(tx, world.deps.secrets, token, now));
    expect(await subject(world.clock.now())).toMatchObject({
      state: 'OK',
      customerName: '东方制造',
    });
    expect(await subject(new Date(world.clock.now().getTime() + 366 * DAY))).toMatchObject({
      state: 'EXPIRED',
    });
  });
});

describe('the quote of an order', () => {
  it('has the prices, the terms and the partner with which the order is placed', async () => {
    const { buyer, goods } = stage;
    const input = {
      lines: goods.specifications.map((specificationId) => ({ specificationId, quantity: 2 })),
      voucher: '100.01',
    };
    const { orderQuote, supportTerms } = await buyer.ask(
      `query($input: OrderQuoteInput!) { orderQuote(input: $input) { lines { productName quantity listPrice { amount } dealPrice { amount } voucher { amount } termsFamily termsVersion isSupervised }
        dealTotal { amount } cashTotal { amount } preselectedPartnerName paymentDueAt userErrors { code } } supportTerms { family version chinese } }`,
      { input },
    );
    expect(orderQuote).toMatchObject({
      lines: [
        {
          dealPrice: { amount: '24691.34' },
          voucher: { amount: '97.64' },
          termsFamily: 'ONLINE',
          termsVersion: 1,
          isSupervised: false,
        },
        { dealPrice: { amount: '600.00' }, voucher: { amount: '2.37' } },
      ],
      dealTotal: { amount: '25291.34' },
      cashTotal: { amount: '25191.33' },
      preselectedPartnerName: '云帆科技',
      userErrors: [],
    });
    expect(supportTerms.map(({ family }: { family: string }) => family)).toEqual([
      'ONLINE',
      'LICENSE',
      'MANUAL_SERVICE',
      'HARDWARE',
    ]);
    const { orderQuote: refused } = await buyer.ask(
      'query($input: OrderQuoteInput!) { orderQuote(input: $input) { lines { quantity } userErrors { code } } }',
      { input: { ...input, voucher: '99999' } },
    );
    expect(refused).toEqual({ lines: [], userErrors: [{ code: 'VOUCHER_ABOVE_PRICE' }] });
  });
});
