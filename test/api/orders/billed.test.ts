import { beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { actionsOf } from '../../kit/actions.ts';
import { testStage } from '../../kit/test-world.ts';
import { goTo } from '../../kit/time.ts';
import { day, during, type Goods, listed, setStage, submitted } from '../discounts/stage.ts';
import { billOf, certified, type Money, run } from '../settlement/bills.ts';
import { recomputeBills, recomputeOrders } from '../settlement/derivations.ts';
import { line, orderOf, paid, placed } from './checkout.ts';
import { noon, ordered } from './deals.ts';
import { known, report, reportOf } from './reports.ts';

const stage = testStage('billed orders', setStage);
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
    await stage.manager.sees(`ord_${sold!.orderId}`, {
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
    const specification = own.specifications[1];
    await submitted(stage, {
      productId: own.productId,
      lines: [{ specificationId: specification, payRate: '0.85' }],
      ...during('2026-05-10', '2026-06-10'),
    });
    await stage.operator.mutate('productRevise', { id: own.productId, floorPayRate: '0.9' });
    const sold = async () => {
      const id = await paid(stage, { lines: [line(specification)] });
      return await stage.world.rows(
        sql`select deal_minor::int as deal, floor_minor::int as floor from order_line where order_id = ${id.slice(4)}`,
      );
    };
    await goTo(stage.world, '2026-05-11T09:00:00+08:00');
    expect(await sold()).toEqual([{ deal: 1_700_000, floor: 1_600_000 }]);
    await goTo(stage.world, '2026-06-11T09:00:00+08:00');
    expect(await sold()).toEqual([{ deal: 2_000_000, floor: 1_800_000 }]);
    // The next orders are billed alone.
    await goTo(stage.world, '2026-07-08T09:00:00+08:00');
    await run(stage, '2026-06');
  });
});

describe('an order that is paid on credit', () => {
  const bought = async (onCredit: boolean): Promise<string> => {
    const id = await placed(stage);
    await stage.buyer.mutate('orderConfirmPayment', { id, onCredit });
    return id;
  };

  it('waits for the repayment, and goes into the run after it', async () => {
    const { world, buyer, manager } = stage;
    const id = await bought(true);
    at('2026-08-05T10:00:00+08:00');
    expect(await run(stage, '2026-07')).toEqual([]);
    await money.finance.sees(id, {
      lines: [
        {
          repayment: 'OUTSTANDING',
          billingStatus: 'PENDING',
          billingBlockers: ['UNPAID_CREDIT'],
          billLine: null,
        },
      ],
    });
    const { version } = await orderOf(buyer, id, 'version');
    await buyer.mutate('orderRepay', { id, version });
    await manager.sees(id, {
      lines: [{ repayment: 'REPAID', repaidAt: world.clock.now().toISOString() }],
      'activities(first: 9)': { nodes: expect.arrayContaining([{ event: 'repay' }]) },
    });
    expect(await run(stage, '2026-07')).toEqual([]);
    at('2026-09-05T10:00:00+08:00');
    expect(await run(stage, '2026-08')).toHaveLength(1);
    await money.finance.sees(id, {
      lines: [{ billingStatus: 'ISSUED', billLine: { bill: { period: '2026-08' } } }],
    });
  });

  it('is repaid once, by its customer or by operations with a reason', async () => {
    const { operator, manager, buyer, world } = stage;
    const id = await bought(true);
    await expect(manager.refused('orderRepay', { id })).rejects.toThrow('may not');
    await operator.cannot('orderRepay', { id }, { code: 'BLANK', field: ['reason'] });
    const reason = '客户来函确认还款';
    await operator.mutate('orderRepay', { id, reason });
    expect(
      await world.rows(
        sql`select detail->>'reason' as reason from audit_entry where action = 'orderRepay' and subject_id = ${id.slice(4)}`,
      ),
    ).toEqual([{ reason }]);
    const cash = await bought(false);
    for (const paidOne of [id, cash])
      await buyer.cannot('orderRepay', { id: paidOne }, 'NOTHING_TO_REPAY');
    await buyer.cannot('orderRepay', { id: await placed(stage) }, 'NOT_IN_THIS_STATE');
    expect(await actionsOf(buyer, cash)).toMatchObject({ repay: 'NOTHING_TO_REPAY' });
  });
});
