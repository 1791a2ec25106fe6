import { beforeAll, describe, expect, it } from '@jest/globals';
import { testStage } from '../../kit/test-world.ts';
import { goTo, midnight } from '../../kit/time.ts';
import { line, orderOf, paid } from '../orders/checkout.ts';
import { certified } from '../settlement/bills.ts';
import {
  authorized,
  authorizedJoint,
  during,
  errorsOf,
  type Goods,
  listed,
  on,
  quoted,
  saved,
  scheduled,
  setStage,
  submitted,
} from './stage.ts';

const stage = testStage('terms of discounts', setStage);

const quote = (goods: Goods, payRate: string, fields: string) =>
  quoted(stage.manager, stage, on(goods, payRate), fields);
const UNAUTHORIZED = {
  termsVersion: null,
  shareRatio: null,
  cspAuthorization: null,
  jointSalesAuthorization: null,
};

describe('the floor of a discount', () => {
  it('is missing without an authorization: a draft can be saved, but neither quoted nor submitted', async () => {
    const { manager, sellerManager } = stage;
    const goods = await listed(sellerManager, '未授权商品', { floorPayRate: '0.7' });
    expect(
      await quote(goods, '0.9', 'lines { belowFloor } reviewer userErrors { code field }'),
    ).toEqual({
      lines: [],
      reviewer: null,
      userErrors: [{ code: 'SKU_NOT_AUTHORIZED', field: ['productId'] }],
    });
    const id = await saved(stage, on(goods));
    await manager.sees(id, { ...UNAUTHORIZED, lines: [{ floorPayRate: '0.7' }] });
    await manager.cannot(
      'exclusiveDiscountSubmit',
      { id },
      { code: 'SKU_NOT_AUTHORIZED', field: ['productId'] },
    );
    await authorized(sellerManager, goods);
    await manager.mutate('exclusiveDiscountSubmit', { id });
    await manager.sees(id, { status: 'SELLER_REVIEW' });
  });

  it('comes from the most specific authorization, and is fixed at submission', async () => {
    const { world, manager, sellerManager, reviewer, buyer, partner } = stage;
    const goods = await listed(sellerManager, '分级授权商品');
    await authorized(sellerManager, goods);
    const own = await authorized(sellerManager, goods, {
      partnerId: `ptn_${partner.id}`,
      floorPayRate: '0.6',
      shareRatio: '0.3',
    });
    expect(await quote(goods, '0.65', 'lines { floorPayRate belowFloor } reviewer')).toEqual({
      lines: [{ floorPayRate: '0.6', belowFloor: false }],
      reviewer: 'SELLER',
    });
    const id = await submitted(stage, on(goods, '0.65'));
    world.clock.advance(1000);
    await sellerManager.mutate('cspAuthorizationModify', {
      id: own,
      floorPayRate: '0.7',
      shareRatio: '0.1',
      validUntil: midnight('2028-01-01'),
    });
    for (const viewer of [manager, reviewer])
      await viewer.sees(id, {
        termsVersion: 1,
        shareRatio: '0.3',
        cspAuthorization: { id: own },
        jointSalesAuthorization: null,
        lines: [{ floorPayRate: '0.6' }],
      });
    const later = { id: await saved(stage, on(goods, '0.65')) };
    await manager.cannot('exclusiveDiscountSubmit', later, {
      code: 'BELOW_FLOOR',
      params: [{ key: 'floor', value: '0.7' }],
    });
    await reviewer.mutate('exclusiveDiscountApprove', { id });
    await buyer.sees(id, { ...UNAUTHORIZED, lines: [{ floorPayRate: null }] });
    // A revoked authorization leaves the discounts that were granted with it.
    await sellerManager.mutate('cspAuthorizationRevoke', { id: own });
    await manager.sees(id, { status: 'SCHEDULED' });
  });

  it('is that of the joint sales, where a price in range needs no review but by policy', async () => {
    const { manager, sellerManager, operator } = stage;
    const goods = await listed(sellerManager, '联营平台', { saleModel: 'JOINT_OPERATION' });
    const id = await authorizedJoint(stage, goods, { floorPayRate: '0.75' });
    expect(await quote(goods, '0.75', 'reviewer')).toEqual({ reviewer: 'SYSTEM' });
    expect(await quote(goods, '0.74', 'reviewer')).toEqual({ reviewer: 'OPERATOR' });
    const discount = await submitted(stage, on(goods, '0.75'));
    await manager.sees(discount, {
      status: 'SCHEDULED',
      decidedAt: null,
      termsVersion: 1,
      shareRatio: '0.25',
      cspAuthorization: null,
      jointSalesAuthorization: { id },
      lines: [{ floorPayRate: '0.75' }],
    });
    const key = 'discounts.seller-reviews-all';
    await operator.mutate('policySet', { key, value: '1', reason: 'test' });
    const reviewed = await submitted(stage, {
      ...on(goods),
      ...during('2026-08-01', '2026-09-01'),
    });
    await manager.sees(reviewed, { status: 'SELLER_REVIEW' });
    await operator.mutate('policySet', { key, value: '0', reason: 'test' });
  });

  it("is the product's for the marketplace's own product, and needs no authorization", async () => {
    const { manager, operator } = stage;
    const goods = await listed(operator, '云商店自营', { saleModel: 'HUAWEI' });
    await manager.sees(await submitted(stage, on(goods, '0.8')), {
      status: 'SCHEDULED',
      ...UNAUTHORIZED,
      shareRatio: '0.9',
      lines: [{ floorPayRate: '0.8' }],
    });
  });
});

describe('the period of a discount', () => {
  let goods: Goods;
  beforeAll(async () => {
    goods = await listed(stage.sellerManager, '短期授权商品');
    await authorized(stage.sellerManager, goods, { validUntil: midnight('2026-03-20') });
  });
  const submit = async (from: string, until: string, changes = on(goods)) => {
    const id = await saved(stage, { ...changes, ...during(from, until) });
    return await errorsOf(stage.manager, 'exclusiveDiscountSubmit', { id });
  };

  it('starts within the authorization that applies and may extend past its end', async () => {
    expect(await submit('2026-03-20', '2026-03-25')).toEqual([
      {
        code: 'START_AFTER_AUTHORIZATION',
        field: ['validFrom'],
        params: [{ key: 'last', value: '2026-03-19' }],
      },
    ]);
    expect(await submit('2026-03-19', '2026-06-01')).toEqual([]);
  });

  it('is limited by the policy, and all faults are named at once', async () => {
    expect(await submit('2026-03-18', '2027-03-19')).toEqual([
      { code: 'PERIOD_TOO_LONG', field: ['validUntil'], params: [{ key: 'days', value: '365' }] },
    ]);
    const errors = await submit('2026-12-01', '2036-12-01', on(goods, '0.5'));
    expect(errors.map(({ code }) => code)).toEqual([
      'START_AFTER_AUTHORIZATION',
      'PERIOD_TOO_LONG',
      'BELOW_FLOOR',
    ]);
    expect(await submit('2026-03-18', '2027-03-18')).toEqual([]);
  });

  it('is limited by the value in force at submission', async () => {
    const { world, operator } = stage;
    const from = new Date(world.clock.now().getTime() + 60_000);
    await operator.mutate('policySet', {
      key: 'discounts.max-days',
      value: '30',
      effectiveFrom: from.toISOString(),
      reason: 'test',
    });
    expect(await submit('2026-09-01', '2026-10-15', on(stage.goods))).toEqual([]);
    world.clock.moveTo(from);
    expect(await submit('2026-11-01', '2026-12-02', on(stage.goods))).toMatchObject([
      { code: 'PERIOD_TOO_LONG', params: [{ key: 'days', value: '30' }] },
    ]);
  });

  it('is available to the form before the draft is saved, and for an extension', async () => {
    const { manager } = stage;
    expect(
      await quote(goods, '0.9', 'startsBefore maxDays nextReviewer userErrors { code }'),
    ).toEqual({
      startsBefore: new Date(midnight('2026-03-20')).toISOString(),
      maxDays: 30,
      nextReviewer: null,
      userErrors: [],
    });
    const id = await scheduled(stage, during('2026-04-01', '2026-04-30'));
    const last = midnight('2026-05-30');
    await manager.sees(id, { extendableUntil: new Date(last).toISOString() });
    const longer = { id, validUntil: midnight('2026-05-31') };
    await manager.cannot('exclusiveDiscountExtend', longer, {
      code: 'PERIOD_TOO_LONG',
      field: ['validUntil'],
    });
    await manager.mutate('exclusiveDiscountExtend', { id, validUntil: last });
  });
});

// The quote was net price × standard ratio, whatever the formula of the bill (domain §5.2, §5.3).
describe('the estimated share of a quote', () => {
  const goods: Record<string, Goods> = {};
  const SHARE = 'shareRatio estimatedShare { amount } userErrors { code }';

  beforeAll(async () => {
    await certified(stage, 'SMALL_SCALE');
    const facts = {
      standardShareRatio: '0.1',
      specifications: [
        { code: 'STD', name: '标准版', listPrice: '10000', period: 'ONE_OFF' },
        { code: 'ADD', name: '增购用户', listPrice: '300', period: 'MONTH' },
      ],
    };
    goods.own = await listed(stage.operator, '自营永久版', { ...facts, saleModel: 'HUAWEI' });
    goods.joint = await listed(stage.sellerManager, '联营商品', {
      ...facts,
      saleModel: 'JOINT_OPERATION',
    });
    await authorizedJoint(stage, goods.joint);
    goods.common = stage.goods;
  });

  it.each([
    // Software sold once has 13 % VAT, the service fee of a small-scale taxpayer 1 %.
    ['own', '0.8', '0.9', '0.00'],
    ['own', '0.7', '0.9', '0.00'],
    // 1,000.00 × 0.9 / 1.13 × 1.01
    ['own', '0.9', '0.9', '804.42'],
    ['joint', '0.9', '0.25', '2250.00'],
    // 11,111.10 × 0.2 / 1.06 × 1.01
    ['common', '0.9', '0.2', '2117.40'],
  ])('of the %s product at %s is what its bill would settle', async (name, rate, share, amount) => {
    expect(await quote(goods[name]!, rate, SHARE)).toEqual({
      shareRatio: share,
      estimatedShare: { amount },
      userErrors: [],
    });
  });

  it('is missing where nothing can be priced', async () => {
    expect(await quote(goods.own!, '0', SHARE)).toMatchObject({ estimatedShare: null });
  });

  it('agrees with the discount and with the order that it prices', async () => {
    const { world, manager, operator } = stage;
    const id = await submitted(stage, on(goods.own!));
    await manager.sees(id, { status: 'SCHEDULED', shareRatio: '0.9' });
    await operator.mutate('policySet', {
      key: 'orders.margin-share',
      value: '0.8',
      reason: '调整',
    });
    await goTo(world, '2026-03-11T09:00:00+08:00');
    const order = await paid(stage, { lines: [line(goods.own!.specifications[0])] });
    expect(
      await orderOf(manager, order, 'lines { shareRatio settlementEstimate { amount } }'),
    ).toEqual({ lines: [{ shareRatio: '0.9', settlementEstimate: { amount: '804.42' } }] });
    expect(await quote(goods.own!, '0.9', SHARE)).toMatchObject({ shareRatio: '0.8' });
  });
});
