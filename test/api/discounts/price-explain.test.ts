import { describe, expect, it } from '@jest/globals';
import { testStage } from '../../kit/test-world.ts';
import { goTo } from '../../kit/time.ts';
import type { Caller } from '../../kit/world.ts';
import { customerOf, partnerOf } from '../bindings/fixtures.ts';
import { authorized, day, listed, scheduled, seen, setStage } from './stage.ts';

const stage = testStage('price explanation', setStage);

const utc = (instant: string): string => new Date(instant).toISOString();
const explain = async (changes: object = {}, viewer: Caller = stage.manager): Promise<any> => {
  const input = {
    customerId: stage.customerId,
    specificationId: stage.goods.specifications[0],
    ...changes,
  };
  const { priceExplanation } = await viewer.ask(
    `query($input: PriceExplanationInput!) { priceExplanation(input: $input) {
      at validFrom validUntil winner { kind netPrice { amount } }
      rules { kind standing sourceId label payRate netPrice { amount currency } validFrom validUntil } } }`,
    { input },
  );
  return priceExplanation;
};
const standings = (answer: { rules: { kind: string; standing: string }[] }): string[] =>
  answer.rules.map(({ kind, standing }) => `${kind} ${standing}`);
const LISTED = ['AUTHORIZATION_FLOOR LIMITS_ONLY', 'LIST_PRICE WINS'];
const UNAUTHORIZED = ['AUTHORIZATION_FLOOR NOT_AUTHORIZED', 'LIST_PRICE WINS'];

describe('the explanation of a price', () => {
  let id: string;

  it('names the list price, the lowest rate that may be granted, and the discount in effect', async () => {
    const before = await explain();
    expect(standings(before)).toEqual(LISTED);
    expect(before).toMatchObject({
      winner: { kind: 'LIST_PRICE', netPrice: { amount: '12345.67' } },
      rules: [
        {
          sourceId: expect.stringMatching(/^csa_/),
          payRate: '0.8',
          netPrice: { amount: '9876.54' },
        },
        { sourceId: null, payRate: '1' },
      ],
      validUntil: null,
    });

    id = await scheduled(stage, { name: '三月价' });
    const { number } = await seen(stage.manager, id, 'number');
    expect(await explain()).toMatchObject({
      winner: { kind: 'LIST_PRICE' },
      rules: [{ standing: 'NOT_YET_STARTED' }, {}, {}],
      validUntil: utc(day('10')),
    });
    const during = await explain({ at: day('10') });
    expect(standings(during)).toEqual([
      'EXCLUSIVE_DISCOUNT WINS',
      'AUTHORIZATION_FLOOR LIMITS_ONLY',
      'LIST_PRICE OUTRANKED',
    ]);
    const period = { validFrom: utc(day('10')), validUntil: utc(day('31')) };
    expect(during).toMatchObject({
      at: utc(day('10')),
      winner: { kind: 'EXCLUSIVE_DISCOUNT', netPrice: { amount: '10493.82' } },
      ...period,
    });
    expect(during.rules[0]).toEqual({
      kind: 'EXCLUSIVE_DISCOUNT',
      standing: 'WINS',
      sourceId: id,
      label: `${number} 三月价`,
      payRate: '0.85',
      netPrice: { amount: '10493.82', currency: 'CNY' },
      ...period,
    });
    expect(await explain({ at: day('31') })).toMatchObject({
      winner: { kind: 'LIST_PRICE' },
      rules: [{ standing: 'ENDED' }, {}, {}],
      validFrom: utc(day('31')),
    });
    const other = await explain({ at: day('10'), specificationId: stage.goods.specifications[1] });
    expect(standings(other)).toEqual(LISTED);
  });

  it('includes a discount that was in effect until its revocation', async () => {
    const { world, manager, operator, partner } = stage;
    await goTo(world, day('10'));
    world.clock.moveTo(new Date(day('20')));
    await manager.mutate('exclusiveDiscountRevoke', { id, reason: '改价' });
    for (const [viewer, more] of [
      [manager, {}],
      [operator, { partnerId: `ptn_${partner.id}` }],
    ] as const) {
      expect(await explain({ at: day('15'), ...more }, viewer)).toMatchObject({
        winner: { kind: 'EXCLUSIVE_DISCOUNT' },
        validUntil: utc(day('20')),
      });
      expect(await explain({ at: day('25'), ...more }, viewer)).toMatchObject({
        winner: { kind: 'LIST_PRICE' },
        rules: [{ standing: 'REVOKED' }, {}, {}],
        validFrom: utc(day('20')),
      });
    }
  });

  it('reports a missing authorization and a delisted product', async () => {
    const { sellerManager, world } = stage;
    const { productId, specifications } = await listed(sellerManager, '将下架商品');
    const specificationId = specifications[0];
    expect(standings(await explain({ specificationId }))).toEqual(UNAUTHORIZED);
    world.clock.advance(60_000);
    await sellerManager.mutate('productDelist', { id: productId, reason: '停止供应' });
    expect(await explain({ specificationId })).toMatchObject({
      winner: null,
      rules: [{ standing: 'NOT_AUTHORIZED' }, { standing: 'DELISTED' }],
      validFrom: world.clock.now().toISOString(),
      validUntil: null,
    });
  });

  it('is refused for an invisible customer and for another partner', async () => {
    const { world, partner, sellerManager, operator } = stage;
    const rivals = await partnerOf(world, '对手科技');
    const rival = await world.member(rivals, 'csp.owner');
    const theirs = { customerId: await customerOf(world, '别家客户', [rivals]) };
    const partnerId = `ptn_${partner.id}`;
    for (const [by, input] of [
      [rival, {}],
      [rival, { ...theirs, partnerId }],
      [sellerManager, { partnerId }],
    ] as const)
      await expect(explain(input, by)).rejects.toThrow('Not found');
    await expect(explain({}, operator)).rejects.toThrow('Name the partner');
    const goods = await listed(sellerManager, '分级商品');
    await authorized(sellerManager, goods, { partnerId, floorPayRate: '0.5' });
    const specificationId = goods.specifications[0];
    expect(standings(await explain({ ...theirs, specificationId }, rival))).toEqual(UNAUTHORIZED);
  });
});
