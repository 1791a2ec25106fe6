import { beforeAll, describe, expect, it } from '@jest/globals';
import { orderLinks } from '../../../server/modules/orders/order/order-link.read.ts';
import { DAY, HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { pass } from '../../kit/time.ts';
import type { Caller, Organization } from '../../kit/world.ts';
import { bound, customerOf, invited, MAIL, partnerOf } from '../bindings/fixtures.ts';
import {
  authorizedJoint,
  type Goods,
  listed,
  on,
  scheduled,
  setStage,
  submitted,
  unbound,
} from '../discounts/stage.ts';
import { line, paid, placed } from './checkout.ts';

const stage = testStage('checkout', setStage);
let joint: Goods;
let rival: Organization & { readonly manager: Caller };

beforeAll(async () => {
  const { world, sellerManager } = stage;
  joint = await listed(sellerManager, '星云数据中台', { saleModel: 'JOINT_OPERATION' });
  await authorizedJoint(stage, joint);
  const partner = await partnerOf(world, '另一服务商');
  rival = { ...partner, manager: await world.member(partner, 'csp.manager') };
});

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
const rivalId = () => `ptn_${rival.id}`;
const jointLine = () => [line(joint.specifications[0])];
/** The buyer pays the joint product; the order has this attribution. */
async function attributed(facts: object, expected: object): Promise<string> {
  const id = await paid(stage, { lines: jointLine(), ...facts });
  await stage.operator.sees(id, expected);
  return id;
}
const byOrder = (buyer: Caller, id: string): Caller =>
  stage.world.as({ ...buyer.viewer, subjectId: id.slice(4) });
const knows = ({ id }: Organization, customerId: string) =>
  stage.world.rows(sql`insert into customer_access (customer_id, org_id, level, since, tags)
    values (${customerId.slice(4)}, ${id}, 'NAME', ${stage.world.clock.now()}, '{}')`);

/** A discount of the partner on the joint product from some hours ahead, for ten days. */
async function granted(hours: number): Promise<string> {
  const from = stage.world.clock.now().getTime() + hours * HOUR;
  return await submitted(stage, {
    productId: joint.productId,
    lines: [{ specificationId: joint.specifications[1], payRate: '0.9' }],
    validFrom: new Date(from).toISOString(),
    validUntil: new Date(from + 10 * DAY).toISOString(),
  });
}
const withoutDiscounts = () =>
  stage.world.rows(
    sql`update exclusive_discount set status = 'REVOKED' where status in ('SCHEDULED', 'EFFECTIVE')`,
  );

describe('the automatic discount', () => {
  const asked = () => ({ productId: joint.productId, partnerId: partnerId() });

  it('is granted while all conditions hold, with the joint share, and is kept as decided', async () => {
    const before = await eligibility(stage.buyer, asked());
    expect(before).toMatchObject({
      isDecided: false,
      isEligible: true,
      attribution: 'AUTO',
      selectedPartnerName: '云帆科技',
      blockingDiscount: null,
    });
    expect(failing(before)).toEqual([]);
    const id = await attributed(
      {},
      {
        attribution: 'AUTO',
        partner: { name: '云帆科技' },
        lines: [{ attribution: 'AUTO', shareRatio: '0.25', strategy: 'JOINT_SALE' }],
      },
    );
    const { order } = await stage.operator.ask(`{ order(by: { id: "${id}" }) { lines { id } } }`);
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
    await withoutDiscounts();
  });

  it('is barred by a discount that starts within 24 hours, inclusive', async () => {
    const { world } = stage;
    await granted(24 + 1 / 3600);
    await attributed({}, { attribution: 'AUTO' });
    world.clock.advance(1000);
    const barred = await eligibility(stage.buyer, asked());
    expect(failing(barred)).toEqual(['NO_OTHER_DISCOUNT']);
    expect(barred).toMatchObject({
      isEligible: false,
      attributionReason: 'DISCOUNT_WITHIN_24_HOURS',
      blockingDiscount: { number: expect.stringMatching(/^EXD-/) },
    });
    await attributed(
      {},
      {
        attribution: 'NONE',
        attributionReason: 'DISCOUNT_WITHIN_24_HOURS',
        partner: null,
        lines: [{ shareRatio: null, strategy: null }],
      },
    );
    await pass(world, DAY);
    await attributed({}, { attributionReason: 'DISCOUNT_IN_FORCE' });
    await withoutDiscounts();
  });

  it('needs a selected partner, to which the customer is bound at the payment', async () => {
    const { world, buyer, bindingId, operator } = stage;
    await attributed(
      { selectedPartnerId: undefined },
      { attributionReason: 'NO_PARTNER_SELECTED' },
    );
    const notBound = { attributionReason: 'CUSTOMER_NOT_BOUND' };
    await attributed({ selectedPartnerId: rivalId() }, notBound);
    // The partner of a common product needs no binding (domain §8 item 27).
    await attributed(
      { lines: [line(stage.goods.specifications[0])], selectedPartnerId: rivalId() },
      { attribution: 'SELECTED', partner: { name: '另一服务商' } },
    );
    const id = await placed(stage, { lines: jointLine() });
    const bind = (status: string, at: Date | null) =>
      world.rows(
        sql`update partner_binding set status = ${status}, unbound_at = ${at} where id = ${bindingId.slice(4)}`,
      );
    await bind('UNBOUND', world.clock.now());
    await buyer.mutate('orderConfirmPayment', { id });
    await operator.sees(id, notBound);
    await bind('BOUND', null);
  });

  it('says nothing about common products, other partners and strangers', async () => {
    const { goods, customerId, manager } = stage;
    const common = await eligibility(stage.buyer, { ...asked(), productId: goods.productId });
    expect(common).toMatchObject({ isEligible: false, attribution: 'SELECTED' });
    expect(failing(common)).toEqual(['PRODUCT_COVERED']);
    const { productId } = joint;
    for (const [by, input] of [
      [rival.manager, { productId, customerId }],
      [manager, { productId, customerId, partnerId: rivalId() }],
    ] as const)
      await expect(eligibility(by, input)).rejects.toThrow('Not found');
    await expect(eligibility(manager, { customerId })).rejects.toThrow('Name an order line');
  });

  it('does not tell a partner about the discounts of others for a customer that is not its own', async () => {
    const { customerId } = stage;
    await knows(rival, customerId);
    const question = { productId: joint.productId, customerId };
    const before = await eligibility(rival.manager, question);
    await granted(1);
    expect(await eligibility(stage.manager, question)).toMatchObject({
      attributionReason: 'DISCOUNT_WITHIN_24_HOURS',
    });
    expect(await eligibility(rival.manager, question)).toEqual(before);
    expect(failing(before)).toEqual(['CUSTOMER_BOUND']);
    await withoutDiscounts();
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
      `query($input: OrderQuoteInput!) { orderQuote(input: $input) { lines { dealPrice { amount } voucher { amount } termsFamily termsVersion isSupervised }
        dealTotal { amount } cashTotal { amount } preselectedPartnerName userErrors { code } } supportTerms { family } }`,
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

const ITEMS =
  'specificationId productName specificationName listPrice { amount } price { amount } discount { discountId partnerName payRate }';
const items = async (by: Caller, args = '') =>
  (await by.ask(`{ checkoutItems${args && `(${args})`} { ${ITEMS} } }`)).checkoutItems;
const ERP = 'search: "星云ERP"';

describe('the items of the checkout', () => {
  it('are everything on sale, at the prices in force of the customer', async () => {
    const { world, sellerManager, buyer } = stage;
    await listed(sellerManager, '上云咨询', { productType: 'CONSULTING' });
    await listed(sellerManager, '安全网关', { productType: 'IMAGE' });
    const id = await scheduled(stage);
    world.clock.moveTo(new Date('2026-03-12T00:00:00+08:00'));
    await world.settle();
    const found = await items(buyer);
    expect(found.map((item: any) => [item.productName, item.specificationName])).toEqual([
      ['安全网关', '标准版'],
      ['安全网关', '增购用户'],
      ['星云ERP', '标准版'],
      ['星云ERP', '增购用户'],
      ['星云数据中台', '标准版'],
      ['星云数据中台', '增购用户'],
    ]);
    expect(found[2]).toMatchObject({
      listPrice: { amount: '12345.67' },
      price: { amount: '10493.82' },
      discount: { discountId: id, partnerName: '云帆科技', payRate: '0.85' },
    });
    expect(found[3]).toMatchObject({ price: { amount: '300.00' }, discount: null });
    expect(await items(buyer, 'search: "AQWG"')).toHaveLength(2);
    expect(await items(buyer, 'search: "%"')).toEqual([]);
    expect(await items(buyer, `discountId: "${id}"`)).toHaveLength(1);
    for (const caller of [stage.manager, sellerManager, stage.operator])
      await expect(items(caller)).rejects.toThrow('may not');
    await stage.manager.mutate('exclusiveDiscountRevoke', { id, reason: '改价' });
  });
});

describe('the link of an order', () => {
  it('shows the customer this order only', async () => {
    const { world, buyer } = stage;
    const [mine, other] = [await paid(stage), await paid(stage)];
    const visitor = byOrder(buyer, mine);
    await visitor.sees(mine, {
      status: 'COMPLETED',
      lines: [{ status: 'COMPLETED', shareRatio: null }],
    });
    await visitor.sees(other, null);
    const token = orderLinks.token(world.deps.secrets, mine.slice(4), MAIL);
    const subject = (days: number) =>
      world.system((tx) =>
        orderLinks.find(
          tx,
          world.deps.secrets,
          token,
          new Date(world.clock.now().getTime() + days * DAY),
        ),
      );
    expect(await subject(0)).toMatchObject({ state: 'OK', customerName: '东方制造' });
    expect(await subject(366)).toMatchObject({ state: 'EXPIRED' });
  });
});

describe('a link that another partner can open', () => {
  let customerId: string;
  let buyer: Caller;
  let byRival: Caller;
  beforeAll(async () => {
    customerId = await customerOf(stage.world, '西部物流', [stage.partner, rival]);
    byRival = (await invited(stage.world, rival.manager, customerId)).buyer;
    buyer = (await bound(stage.world, stage.manager, customerId)).buyer;
  });

  it('tells of no binding but that to the partner', async () => {
    const id = await paid({ ...stage, buyer, customerId });
    const asked = { productId: joint.productId, partnerId: partnerId() };
    for (const by of [buyer, byOrder(buyer, id)])
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
    expect(failing(await eligibility(byRival, { ...asked, partnerId: rivalId() }))).toEqual([
      'CUSTOMER_BOUND',
    ]);
  });

  it('shows no price of another partner at the checkout, and places no order at it', async () => {
    const { world, goods } = stage;
    const now = world.clock.now().getTime();
    const id = await scheduled(stage, {
      customerId,
      ...on(goods, '0.85'),
      validFrom: new Date(now + DAY).toISOString(),
    });
    await pass(world, 2 * DAY);
    expect((await items(buyer, ERP))[0]).toMatchObject({ discount: { discountId: id } });
    expect((await items(byRival, ERP))[0]).toMatchObject({
      price: { amount: '12345.67' },
      discount: null,
    });
    expect(await items(byRival, `discountId: "${id}"`)).toEqual([]);

    const specificationId = goods.specifications[0];
    const quoted = async (by: Caller) =>
      (
        await by.ask(
          'query($input: OrderQuoteInput!) { orderQuote(input: $input) { discountId dealTotal { amount } userErrors { code } } }',
          { input: { lines: [{ specificationId, quantity: 1 }] } },
        )
      ).orderQuote;
    expect(await quoted(buyer)).toMatchObject({
      discountId: id,
      dealTotal: { amount: '10493.82' },
    });
    expect(await quoted(byRival)).toEqual({
      discountId: null,
      dealTotal: { amount: '12345.67' },
      userErrors: [],
    });
    const lines = [line(specificationId)];
    const { order } = await byRival.mutate(
      'orderPlace',
      { lines },
      'order { dealTotal { amount } exclusiveDiscount { id } }',
    );
    expect(order).toEqual({ dealTotal: { amount: '12345.67' }, exclusiveDiscount: null });
    await expect(byRival.mutate('orderPlace', { lines, discountId: id })).rejects.toThrow(
      'Not found',
    );
    await buyer.mutate('orderPlace', { lines, discountId: id });
  });
});

it('the checkout preselects the partner to which the customer is bound now, and names it by no link of another', async () => {
  const { world, buyer, customerId } = stage;
  const preselected = async (by: Caller): Promise<string | null> =>
    (
      await by.ask(
        'query($input: OrderQuoteInput!) { orderQuote(input: $input) { preselectedPartnerName } }',
        {
          input: { lines: [{ specificationId: stage.goods.specifications[0], quantity: 1 }] },
        },
      )
    ).orderQuote.preselectedPartnerName;
  const visitor = byOrder(buyer, await paid(stage));
  expect(await preselected(visitor)).toBe('云帆科技');
  await unbound(stage);
  const { buyer: byNew } = await bound(world, rival.manager, customerId);
  for (const by of [visitor, byNew]) expect(await preselected(by)).toBe('另一服务商');
  // The former partner can open its link as well.
  expect(await preselected(buyer)).toBeNull();
});
