import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { authorized, draftOf, type Goods, listed, setStage } from '../discounts/stage.ts';
import { line, orderOf, paid, placed } from './checkout.ts';

const stage = testStage('output VAT', setStage);
let classes: Readonly<Record<'SOFTWARE' | 'HARDWARE' | 'SERVICE', Goods>>;
let joint: Goods;

beforeAll(async () => {
  const { sellerManager } = stage;
  const once = {
    specifications: [{ code: 'ONE', name: '永久版', listPrice: '10000', period: 'ONE_OFF' }],
  };
  classes = {
    SOFTWARE: await listed(sellerManager, '星云永久版', { productType: 'LICENSE', ...once }),
    HARDWARE: await listed(sellerManager, '星云一体机', { productType: 'HARDWARE', ...once }),
    SERVICE: await listed(sellerManager, '星云年费版'),
  };
  joint = await listed(sellerManager, '星云联营版', { saleModel: 'JOINT_OPERATION' });
});

const all = () => Object.values(classes).map(({ specifications: [first] }) => line(first));
const ratesOf = async (id: string): Promise<string[]> =>
  (await orderOf(stage.operator, id, 'lines { vatRate }')).lines.map((one: any) => one.vatRate);
const become = (taxpayerType: string, by = stage.operator, seller = stage.seller.id) =>
  [by, { id: `org_${seller}`, taxpayerType, reason: '税务登记变更' }] as const;
const shown = async (viewer: Caller): Promise<unknown> =>
  (
    await viewer.ask(
      `{ organization(by: { id: "org_${stage.seller.id}" }) { taxpayerType taxpayerSince } }`,
    )
  ).organization;

describe('the output VAT of a sale', () => {
  it('follows the class of the product and the taxpayer type of its seller at the payment', async () => {
    const { world, operator } = stage;
    const before = await paid(stage, { lines: all() });
    const waiting = await placed(stage, { lines: all() });
    expect(await ratesOf(before)).toEqual(['0.13', '0.13', '0.06']);
    world.clock.advance(DAY);
    const [by, input] = become('SMALL_SCALE');
    await by.mutate('organizationSetTaxpayerType', input);
    await stage.buyer.mutate('orderConfirmPayment', { id: waiting });
    expect(await ratesOf(waiting)).toEqual(['0.03', '0.03', '0.03']);
    expect(await ratesOf(before)).toEqual(['0.13', '0.13', '0.06']);
    // Huawei Cloud, a general taxpayer, invoices the joint-operation product.
    const mixed = [line(joint.specifications[0]), line(classes.SERVICE.specifications[0])];
    expect(await ratesOf(await paid(stage, { lines: mixed }))).toEqual(['0.06', '0.03']);
    const { auditEntries } = await operator.ask(
      '{ auditEntries(first: 50, filter: { action: ["organizationSetTaxpayerType"] }) { nodes { action } } }',
    );
    expect(auditEntries.nodes).toHaveLength(1);
  });

  it('is that of the estimate of a discount', async () => {
    const goods = await listed(stage.sellerManager, '星云分成', {
      productType: 'LICENSE',
      specifications: [{ code: 'ONE', name: '永久版', listPrice: '10000', period: 'ONE_OFF' }],
    });
    await authorized(stage.sellerManager, goods, { shareRatio: '0.12' });
    const { customerId, productId, lines } = draftOf(stage, {
      productId: goods.productId,
      lines: [{ specificationId: goods.specifications[0], payRate: '1' }],
    });
    const { exclusiveDiscountQuote } = await stage.manager.ask(
      'query($input: ExclusiveDiscountQuoteInput!) { exclusiveDiscountQuote(input: $input) { estimatedShare { amount } } }',
      { input: { customerId, productId, lines } },
    );
    // 10,000.00 × 12 % / 1.03 × 1.06
    expect(exclusiveDiscountQuote.estimatedShare).toEqual({ amount: '1234.95' });
  });
});

describe('the taxpayer type of a seller', () => {
  it('is read by the seller, partners and operations, and by nobody else', async () => {
    const other = await stage.world.organization('SELLER', '天工软件');
    const stranger = await stage.world.member(other, 'seller.manager', '冯远');
    const known = { taxpayerType: 'SMALL_SCALE', taxpayerSince: expect.any(String) };
    for (const viewer of [stage.sellerManager, stage.manager, stage.operator])
      expect(await shown(viewer)).toEqual(known);
    for (const viewer of [stranger, stage.buyer])
      expect(await shown(viewer)).toEqual({ taxpayerType: null, taxpayerSince: null });
    const { organization } = await stranger.ask(
      `{ organization(by: { id: "org_${other.id}" }) { taxpayerType taxpayerSince } }`,
    );
    expect(organization).toEqual({ taxpayerType: 'GENERAL', taxpayerSince: null });
  });

  it('is changed by operators, of sellers, to another one', async () => {
    const refused = ([by, input]: ReturnType<typeof become>) =>
      by.refused('organizationSetTaxpayerType', input);
    expect(await refused(become('SMALL_SCALE'))).toEqual(['NOTHING_CHANGED']);
    expect(await refused(become('SMALL_SCALE', stage.operator, stage.partner.id))).toEqual([
      'NOT_A_SELLER',
    ]);
    const { errors } = await stage.sellerManager.run(
      `mutation { organizationSetTaxpayerType(input: { id: "org_${stage.seller.id}", taxpayerType: GENERAL, reason: "x" }, idempotencyKey: "own") { organization { id } } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await refused(become('GENERAL'))).toEqual([]);
    expect(await shown(stage.operator)).toMatchObject({ taxpayerType: 'GENERAL' });
  });
});
