import { describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { draftOf, errorsOf, listed, saved, scheduled, seen, setStage, submitted } from './stage.ts';

const stage = testStage('discount price', setStage);

const line = (at: 0 | 1, price: object) => ({
  specificationId: stage.goods.specifications[at],
  ...price,
});
const april = {
  validFrom: '2026-04-01T00:00:00.000+08:00',
  validUntil: '2026-05-01T00:00:00.000+08:00',
};

describe('the price of a discount', () => {
  it('below the floor needs a special request, which the operator and then the seller decide', async () => {
    const { manager, reviewer, operator } = stage;
    const lines = [line(0, { payRate: '0.9' }), line(1, { netPrice: '239.99' })];
    const id = await saved(stage, { lines });
    await manager.cannot(
      'exclusiveDiscountSubmit',
      { id },
      {
        code: 'BELOW_FLOOR',
        field: ['lines', '1', 'netPrice'],
        params: [{ key: 'floor', value: '0.8' }],
      },
    );
    await manager.sees(id, { status: 'DRAFT' });
    await manager.mutate('exclusiveDiscountSubmit', {
      id,
      specialRequest: { justification: '年度大单，竞争对手报价更低' },
    });
    await reviewer.sees(id, {
      status: 'MANUAL_REVIEW',
      justification: '年度大单，竞争对手报价更低',
    });
    const { errors } = await reviewer.run(
      `mutation { exclusiveDiscountApprove(input: { id: "${id}" }, idempotencyKey: "x1") { userErrors { code } } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    await operator.mutate('exclusiveDiscountApprove', { id, reason: '年度大单' });
    await reviewer.mutate('exclusiveDiscountApprove', { id });
    await manager.sees(id, { status: 'SCHEDULED', decidedByName: '钱进' });
  });

  it('is a pay rate or a net price; both, neither, too precise, too large and too small are refused', async () => {
    const refused = async (lines: object[]) =>
      (await errorsOf(stage.manager, 'exclusiveDiscountCreate', draftOf(stage, { lines }))).map(
        ({ code, field }) => `${field?.join('.')} ${code}`,
      );
    expect(await refused([line(0, {})])).toEqual(['lines.0 RATE_OR_PRICE']);
    expect(await refused([line(0, { payRate: '0.9', netPrice: '1' })])).toEqual([
      'lines.0 RATE_OR_PRICE',
    ]);
    expect(await refused([line(0, { payRate: '0.8500001' })])).toEqual([
      'lines.0.payRate INVALID_RATE',
    ]);
    expect(await refused([line(0, { payRate: '1.000001' })])).toEqual([
      'lines.0.payRate RATE_ABOVE_ONE',
    ]);
    expect(await refused([line(0, { payRate: '0' })])).toEqual([
      'lines.0.payRate RATE_NOT_POSITIVE',
    ]);
    expect(await refused([line(0, { netPrice: '0.001' })])).toEqual([
      'lines.0.netPrice INVALID_AMOUNT',
    ]);
    expect(await refused([line(1, { netPrice: '300.01' })])).toEqual([
      'lines.0.netPrice PRICE_ABOVE_LIST',
    ]);
    expect(await refused([line(1, { netPrice: '0.01' }), line(1, { payRate: '1' })])).toEqual([
      'lines.1.specificationId DUPLICATE_SPECIFICATION',
    ]);
    expect(await refused([])).toEqual(['lines BLANK']);
    const other = await listed(stage.sellerManager, '另一个商品');
    expect(await refused([{ specificationId: other.specifications[0], payRate: '1' }])).toEqual([
      'lines.0.specificationId UNKNOWN_SPECIFICATION',
    ]);
  });

  it('reserves its place: the other discount is named, and an adjoining period is free', async () => {
    const { manager } = stage;
    await scheduled(stage, { ...april, name: '四月优惠' });
    const id = await saved(stage, {
      ...april,
      validFrom: '2026-04-30T00:00:00.000+08:00',
      validUntil: '2026-06-01T00:00:00.000+08:00',
    });
    await manager.cannot(
      'exclusiveDiscountSubmit',
      { id },
      {
        code: 'OVERLAPPING_PERIOD',
        field: ['lines', '0', 'specificationId'],
        params: [
          { key: 'number', value: expect.stringMatching(/^EXD-/) },
          { key: 'name', value: '四月优惠' },
        ],
      },
    );
    const next = await scheduled(stage, {
      validFrom: april.validUntil,
      validUntil: '2026-06-01T00:00:00.000+08:00',
    });
    await manager.sees(next, { status: 'SCHEDULED' });
  });

  it('is granted once when two reviewers approve two discounts for one place at once', async () => {
    const { manager, reviewer, sellerManager } = stage;
    const june = {
      validFrom: '2026-06-10T00:00:00.000+08:00',
      validUntil: '2026-07-01T00:00:00.000+08:00',
    };
    const lines = [line(0, { payRate: '0.9' }), line(1, { payRate: '0.9' })];
    const ids = await Promise.all([0, 1, 2, 3].map(() => submitted(stage, { ...june, lines })));
    const outcomes = await Promise.all(
      ids.map((id, i) =>
        errorsOf(i % 2 ? reviewer : sellerManager, 'exclusiveDiscountApprove', { id }),
      ),
    );
    expect(outcomes.filter((errors) => errors.length === 0)).toHaveLength(1);
    for (const [error] of outcomes.filter((errors) => errors.length > 0))
      expect(error!.code).toBe('OVERLAPPING_PERIOD');
    const states = await Promise.all(ids.map(async (id) => (await seen(manager, id)).status));
    expect(states.sort()).toEqual(['SCHEDULED', 'SELLER_REVIEW', 'SELLER_REVIEW', 'SELLER_REVIEW']);
  });

  it('is quoted before it is saved: floor, net price, reviewer, overlap', async () => {
    const { manager, customerId, goods } = stage;
    const ask = async (input: object) =>
      (
        await manager.ask(
          `query($input: ExclusiveDiscountQuoteInput!) { exclusiveDiscountQuote(input: $input) {
            lines { specificationName payRate netPrice { amount } floorPayRate floorPrice { amount } belowFloor overlap { name } }
            listTotal { amount } netTotal { amount } savings { amount } shareRatio estimatedShare { amount } customerBound reviewer reviewDueAt userErrors { code field } } }`,
          { input: { customerId, productId: goods.productId, ...input } },
        )
      ).exclusiveDiscountQuote;
    expect(
      await ask({ ...april, lines: [line(0, { payRate: '0.85' }), line(1, { netPrice: '150' })] }),
    ).toEqual({
      lines: [
        {
          specificationName: '标准版',
          payRate: '0.85',
          netPrice: { amount: '10493.82' },
          floorPayRate: '0.8',
          floorPrice: { amount: '9876.54' },
          belowFloor: false,
          overlap: { name: '四月优惠' },
        },
        {
          specificationName: '增购用户',
          payRate: '0.5',
          netPrice: { amount: '150.00' },
          floorPayRate: '0.8',
          floorPrice: { amount: '240.00' },
          belowFloor: true,
          overlap: null,
        },
      ],
      listTotal: { amount: '12645.67' },
      netTotal: { amount: '10643.82' },
      savings: { amount: '2001.85' },
      shareRatio: '0.2',
      estimatedShare: { amount: '2128.76' },
      customerBound: true,
      reviewer: 'OPERATOR',
      reviewDueAt: '2026-03-05T02:00:00.000Z',
      userErrors: [],
    });
    expect(await ask({ lines: [line(0, { payRate: '0.9' })] })).toMatchObject({
      reviewer: 'SELLER',
      lines: [{ overlap: null }],
    });
    expect(await ask({ lines: [line(1, { netPrice: '301' })] })).toMatchObject({
      lines: [],
      netTotal: null,
      userErrors: [{ code: 'PRICE_ABOVE_LIST', field: ['lines', '0', 'netPrice'] }],
    });
  });

  it('keeps the list price of the submission day', async () => {
    const { manager, sellerManager, goods } = stage;
    const august = {
      validFrom: '2026-08-01T00:00:00.000+08:00',
      validUntil: '2026-09-01T00:00:00.000+08:00',
    };
    const raise = (listPrice: string) =>
      sellerManager.mutate('specificationReprice', { id: goods.specifications[1], listPrice });
    const lines = [line(1, { payRate: '0.9' })];
    const id = await saved(stage, { ...august, lines });
    await raise('400');
    await manager.mutate('exclusiveDiscountSubmit', { id });
    await raise('500');
    await manager.sees(id, {
      listTotal: { amount: '400.00' },
      lines: [{ listPrice: { amount: '400.00' }, netPrice: { amount: '360.00' } }],
    });
    await raise('300');
  });

  it('stays below the list price and above zero by a constraint', async () => {
    const { world } = stage;
    const id = await scheduled(stage, {
      validFrom: '2026-10-01T00:00:00.000+08:00',
      validUntil: '2026-11-01T00:00:00.000+08:00',
    });
    const change = (set: string) =>
      world.system((tx) =>
        tx.rows(
          sql.raw(`update exclusive_discount_line set ${set} where discount_id = '${id.slice(4)}'`),
        ),
      );
    await expect(change('net_price_minor = list_price_minor + 1')).rejects.toThrow(
      /exclusive_discount_line_price/,
    );
    await expect(change('pay_rate = 1.1')).rejects.toThrow(/exclusive_discount_line_rate/);
    await expect(change(`valid_from = '2026-04-10T00:00:00Z'`)).rejects.toThrow(
      /exclusive_discount_line_slot/,
    );
  });
});
