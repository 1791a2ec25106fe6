import { beforeAll, describe, expect, it } from '@jest/globals';
import { authorizedJoint, type Goods, listed, saved, setStage } from '../api/discounts/stage.ts';
import { line, orderOf, paid } from '../api/orders/checkout.ts';
import { certified } from '../api/settlement/bills.ts';
import { testStage } from '../kit/test-world.ts';

const stage = testStage('quoted share', setStage);
const goods: Record<string, Goods> = {};

const quoted = async (name: string, payRate: string): Promise<any> =>
  (
    await stage.manager.ask(
      'query($input: ExclusiveDiscountQuoteInput!) { exclusiveDiscountQuote(input: $input) { shareRatio estimatedShare { amount } userErrors { code } } }',
      {
        input: {
          customerId: stage.customerId,
          productId: goods[name]!.productId,
          lines: [{ specificationId: goods[name]!.specifications[0], payRate }],
        },
      },
    )
  ).exclusiveDiscountQuote;

beforeAll(async () => {
  await certified(stage, 'SMALL_SCALE');
  const facts = {
    standardShareRatio: '0.1',
    specifications: [
      { code: 'STD', name: '标准版', listPrice: '10000', period: 'ONE_OFF' },
      { code: 'ADD', name: '增购用户', listPrice: '300', period: 'MONTH' },
    ],
  };
  goods.own = await listed(stage.operator, '云商店自营', { ...facts, saleModel: 'HUAWEI' });
  goods.joint = await listed(stage.sellerManager, '联营商品', {
    ...facts,
    saleModel: 'JOINT_OPERATION',
  });
  await authorizedJoint(stage, goods.joint);
  goods.common = stage.goods;
});

// The quote was net price × standard ratio, whatever the formula of the bill (domain §5.2, §5.3).
describe('the quote of a discount', () => {
  it.each([
    // Software sold once has 13 % VAT, the service fee of a small-scale taxpayer 1 %.
    ['own', '0.8', '0.9', '0.00'],
    ['own', '0.7', '0.9', '0.00'],
    // 1,000.00 × 0.9 / 1.13 × 1.01
    ['own', '0.9', '0.9', '804.42'],
    ['joint', '0.9', '0.25', '2250.00'],
    // 11,111.10 × 0.2 / 1.06 × 1.01
    ['common', '0.9', '0.2', '2117.40'],
  ])(
    'of the %s product at %s is what its bill would settle',
    async (name, payRate, share, amount) => {
      expect(await quoted(name, payRate)).toEqual({
        shareRatio: share,
        estimatedShare: { amount },
        userErrors: [],
      });
    },
  );

  it('has no estimate where nothing can be priced', async () => {
    expect(await quoted('own', '0')).toMatchObject({ estimatedShare: null });
  });

  it('agrees with the discount and with the order that it prices', async () => {
    const id = await saved(stage, {
      productId: goods.own!.productId,
      lines: [{ specificationId: goods.own!.specifications[0], payRate: '0.9' }],
    });
    await stage.manager.mutate('exclusiveDiscountSubmit', { id });
    await stage.manager.sees(id, { status: 'SCHEDULED', shareRatio: '0.9' });
    await stage.operator.mutate('policySet', {
      key: 'orders.margin-share',
      value: '0.8',
      reason: '调整',
    });
    stage.world.clock.moveTo(new Date('2026-03-11T09:00:00+08:00'));
    await stage.world.settle();
    const order = await paid(stage, { lines: [line(goods.own!.specifications[0])] });
    const { lines } = await orderOf(
      stage.manager,
      order,
      'lines { shareRatio settlementEstimate { amount } }',
    );
    expect(lines).toEqual([{ shareRatio: '0.9', settlementEstimate: { amount: '804.42' } }]);
    expect(await quoted('own', '0.9')).toMatchObject({ shareRatio: '0.8' });
  });
});
