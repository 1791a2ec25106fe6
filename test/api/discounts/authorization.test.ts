import { describe, expect, it } from '@jest/globals';
import { testStage } from '../../kit/test-world.ts';
import {
  authorized,
  authorizedJoint,
  draftOf,
  type Goods,
  listed,
  saved,
  scheduled,
  seen,
  setStage,
  submitted,
} from './stage.ts';

const stage = testStage('discount authorizations', setStage);

const on = ({ productId, specifications }: Goods, payRate: string) => ({
  productId,
  lines: [{ specificationId: specifications[0], payRate }],
});
const quoted = async (goods: Goods, payRate: string) => {
  const { exclusiveDiscountQuote } = await stage.manager.ask(
    `query($input: ExclusiveDiscountQuoteInput!) { exclusiveDiscountQuote(input: $input) {
      lines { floorPayRate belowFloor } reviewer userErrors { code field } } }`,
    { input: { customerId: stage.customerId, ...on(goods, payRate) } },
  );
  return exclusiveDiscountQuote;
};
const TERMS =
  'termsVersion shareRatio cspAuthorization { id } jointSalesAuthorization { id } lines { floorPayRate }';

describe('the floor of a discount', () => {
  it('is missing without an authorization: a draft can be saved, but neither quoted nor submitted', async () => {
    const { manager, sellerManager } = stage;
    const goods = await listed(sellerManager, '未授权商品', { floorPayRate: '0.7' });
    expect(await quoted(goods, '0.9')).toEqual({
      lines: [],
      reviewer: null,
      userErrors: [{ code: 'SKU_NOT_AUTHORIZED', field: ['productId'] }],
    });
    const id = await saved(stage, on(goods, '0.9'));
    expect(await seen(manager, id, TERMS)).toEqual({
      termsVersion: null,
      shareRatio: null,
      cspAuthorization: null,
      jointSalesAuthorization: null,
      lines: [{ floorPayRate: '0.7' }],
    });
    await manager.cannot(
      'exclusiveDiscountSubmit',
      { id },
      { code: 'SKU_NOT_AUTHORIZED', field: ['productId'] },
    );
    await manager.sees(id, { status: 'DRAFT' });
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
    expect(await quoted(goods, '0.65')).toMatchObject({
      lines: [{ floorPayRate: '0.6', belowFloor: false }],
      reviewer: 'SELLER',
    });
    const id = await submitted(stage, on(goods, '0.65'));
    world.clock.advance(1000);
    await sellerManager.mutate('cspAuthorizationModify', {
      id: own,
      floorPayRate: '0.7',
      shareRatio: '0.1',
      validUntil: '2028-01-01T00:00:00.000+08:00',
    });
    const stamped = {
      termsVersion: 1,
      shareRatio: '0.3',
      cspAuthorization: { id: own },
      jointSalesAuthorization: null,
      lines: [{ floorPayRate: '0.6' }],
    };
    for (const viewer of [manager, reviewer]) {
      expect(await seen(viewer, id, TERMS)).toEqual(stamped);
    }
    const later = await saved(stage, on(goods, '0.65'));
    await manager.cannot(
      'exclusiveDiscountSubmit',
      { id: later },
      { code: 'BELOW_FLOOR', params: [{ key: 'floor', value: '0.7' }] },
    );
    await reviewer.mutate('exclusiveDiscountApprove', { id });
    expect(await seen(buyer, id, TERMS)).toEqual({
      termsVersion: null,
      shareRatio: null,
      cspAuthorization: null,
      jointSalesAuthorization: null,
      lines: [{ floorPayRate: null }],
    });
  });

  it('approves a price in range of a joint-operation product at once', async () => {
    const { manager, sellerManager } = stage;
    const goods = await listed(sellerManager, '联营平台', { saleModel: 'JOINT_OPERATION' });
    const id = await authorizedJoint(stage, goods, { floorPayRate: '0.75' });
    expect(await quoted(goods, '0.75')).toMatchObject({ reviewer: 'SYSTEM' });
    const discount = await submitted(stage, on(goods, '0.75'));
    expect(await seen(manager, discount, `status decidedAt ${TERMS}`)).toEqual({
      status: 'SCHEDULED',
      decidedAt: null,
      termsVersion: 1,
      shareRatio: '0.25',
      cspAuthorization: null,
      jointSalesAuthorization: { id },
      lines: [{ floorPayRate: '0.75' }],
    });
    expect(await quoted(goods, '0.74')).toMatchObject({ reviewer: 'OPERATOR' });
  });

  it("is the product's for the marketplace's own product, and needs no authorization", async () => {
    const { manager, operator } = stage;
    const goods = await listed(operator, '云商店自营', { saleModel: 'HUAWEI' });
    const id = await submitted(stage, on(goods, '0.8'));
    expect(await seen(manager, id, `status ${TERMS}`)).toEqual({
      status: 'SCHEDULED',
      termsVersion: null,
      shareRatio: '0.9',
      cspAuthorization: null,
      jointSalesAuthorization: null,
      lines: [{ floorPayRate: '0.8' }],
    });
  });

  it('is removed with its terms when a rejected discount becomes a draft again', async () => {
    const { manager, reviewer } = stage;
    const period = {
      validFrom: '2026-06-01T00:00:00.000+08:00',
      validUntil: '2026-07-01T00:00:00.000+08:00',
    };
    const id = await submitted(stage, period);
    await reviewer.mutate('exclusiveDiscountReject', { id, reason: '价格过低' });
    const { customerId: _, productId: __, ...changes } = draftOf(stage, period);
    await manager.mutate('exclusiveDiscountUpdate', { id, ...changes });
    await manager.sees(id, { status: 'DRAFT', termsVersion: null, shareRatio: null });
  });

  it("stays until the discount's end when the authorization is revoked", async () => {
    const { manager, sellerManager } = stage;
    const goods = await listed(sellerManager, '撤权商品');
    const authorization = await authorized(sellerManager, goods);
    const id = await scheduled(stage, on(goods, '0.9'));
    await sellerManager.mutate('cspAuthorizationRevoke', { id: authorization });
    await manager.sees(id, { status: 'SCHEDULED' });
    expect(await quoted(goods, '0.9')).toMatchObject({
      userErrors: [{ code: 'SKU_NOT_AUTHORIZED' }],
    });
  });
});
