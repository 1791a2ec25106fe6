import { beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../server/platform/sql/sql.ts';
import { day, type Goods, listed, saved, setStage } from '../api/discounts/stage.ts';
import { line, orderOf, paid } from '../api/orders/checkout.ts';
import { noon, ordered } from '../api/orders/deals.ts';
import { known, report, reportOf } from '../api/orders/reports.ts';
import { billOf, certified, type Money, run } from '../api/settlement/bills.ts';
import { recomputeBills, recomputeOrders } from '../api/settlement/derivations.ts';
import { testStage } from '../kit/test-world.ts';

const stage = testStage('below the floor', setStage);
let money: Money;
let own: Goods;

const at = (iso: string): void => stage.world.clock.moveTo(new Date(iso));
const linesOf = async (bill: string) =>
  await billOf(
    money.finance,
    bill,
    `lines(first: 9) { nodes { kind base { amount } settlement { amount } } }
      tieOut { orders { amount } lines { amount } } gross { amount }`,
  );

const termsOf = (order: string) =>
  stage.world.rows<{ deal: string; floor: string }>(
    sql`select deal_minor::text as deal, floor_minor::text as floor from order_line where order_id = ${order.slice(4)}`,
  );

beforeAll(async () => {
  money = await certified(stage);
  own = await listed(stage.operator, '云商店自营', {
    saleModel: 'HUAWEI',
    specifications: [
      { code: 'STD', name: '标准版', listPrice: '10000', period: 'YEAR' },
      { code: 'ADD', name: '增购用户', listPrice: '20000', period: 'YEAR' },
    ],
  });
  await known({ ...stage, sellerManager: stage.operator }, own, 'OWN');
});

// The margin formula debited the partner, and the refund of such a line could be billed in no run (domain §5.2).
describe("the marketplace's own product, sold below its floor by the upstream", () => {
  it('earns nothing, and takes nothing', async () => {
    at(day('03'));
    const [sold] = await report(
      stage,
      reportOf(stage, 'CS1', 'OWN-0', { lines: [{ dealMinor: 600_000n, cashMinor: 600_000n }] }),
    );
    const order = await orderOf(
      stage.manager,
      `ord_${sold!.orderId}`,
      'attribution lines { strategy settlementEstimate { amount } settlementDerivation { formula } }',
    );
    expect(order).toEqual({
      attribution: 'AUTO',
      lines: [
        {
          strategy: 'LEGACY_MARGIN',
          settlementEstimate: { amount: '0.00' },
          settlementDerivation: {
            formula:
              'max(0, dealPrice - floorPrice) * shareRatio / (1 + productVatRate) * (1 + serviceVatRate)',
          },
        },
      ],
    });
    await ordered(stage, { placedAt: noon('03-04'), lines: [{ listMinor: 2_000_000n }] });
    at('2026-04-03T01:00:00+08:00');
    const [bill] = await run(stage, '2026-03');
    expect(await linesOf(bill!)).toEqual({
      lines: {
        nodes: [
          { kind: 'SALE', base: { amount: '0.00' }, settlement: { amount: '0.00' } },
          { kind: 'SALE', base: { amount: '20000.00' }, settlement: { amount: '2251.33' } },
        ],
      },
      tieOut: { orders: { amount: '2251.33' }, lines: { amount: '2251.33' } },
      gross: { amount: '2251.33' },
    });
  });

  it('is refunded, and the month is billed', async () => {
    const [refunded] = await report(
      stage,
      reportOf(stage, 'CS2', 'OWN-0', {
        orderType: 'UNSUBSCRIBE',
        upstreamType: '4',
        lines: [
          { instanceId: 'CS1-i0', cashMinor: 600_000n, listMinor: undefined, dealMinor: undefined },
        ],
      }),
    );
    expect(refunded!.outcome).toBe('WRITTEN');
    await ordered(stage, { placedAt: noon('04-04'), lines: [{ listMinor: 2_000_000n }] });
    at('2026-05-07T01:00:00+08:00');
    const [bill] = await run(stage, '2026-04');
    const { lines, gross, tieOut } = await linesOf(bill!);
    expect(gross).toEqual({ amount: '2251.33' });
    expect(tieOut).toEqual({ orders: gross, lines: gross });
    expect(lines.nodes).toContainEqual({
      kind: 'REFUND',
      base: { amount: '-6000.00' },
      settlement: { amount: '0.00' },
    });
    expect((await recomputeBills(money.finance)).wrong).toEqual([]);
    expect((await recomputeOrders(money.finance)).wrong).toEqual([]);
  });
});

describe('a discount on it', () => {
  it('keeps the floor under which it was submitted; other sales have the floor in force', async () => {
    const id = await saved(stage, {
      productId: own.productId,
      lines: [{ specificationId: own.specifications[1], payRate: '0.85' }],
      validFrom: '2026-05-10T00:00:00.000+08:00',
      validUntil: '2026-06-10T00:00:00.000+08:00',
    });
    await stage.manager.mutate('exclusiveDiscountSubmit', { id });
    await stage.operator.mutate('productRevise', {
      id: own.productId,
      floorPayRate: '0.9',
    });
    at('2026-05-11T09:00:00+08:00');
    await stage.world.settle();
    expect(await termsOf(await paid(stage, { lines: [line(own.specifications[1])] }))).toEqual([
      { deal: '1700000', floor: '1600000' },
    ]);
    at('2026-06-11T09:00:00+08:00');
    await stage.world.settle();
    expect(await termsOf(await paid(stage, { lines: [line(own.specifications[1])] }))).toEqual([
      { deal: '2000000', floor: '1800000' },
    ]);
  });
});
