import { beforeAll, describe, expect, it } from '@jest/globals';
import { calendar } from '../../../server/platform/calendar.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { denied } from '../../kit/denied.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { bound, customerOf, partnerOf } from '../bindings/fixtures.ts';
import { setStage } from '../discounts/stage.ts';
import { line, paid, placed } from '../orders/checkout.ts';
import { noon, ordered, refunded } from '../orders/deals.ts';
import { askPlanned, reportOf } from './planned.ts';

const stage = testStage('performance', setStage);
let rival: Caller;
let rivalId: string;
let customerId: string;

const at = (day: string, time = '12:00:00'): Date => calendar.instantAt(day, time);
const sold = (partnerId: string, placedAt: Date, dealMinor: bigint) =>
  ordered({ ...stage, customerId }, { partnerId, placedAt, lines: [{ dealMinor }] });

beforeAll(async () => {
  const { world } = stage;
  const partner = await partnerOf(world, '远航科技');
  rivalId = partner.id;
  rival = await world.member(partner, 'csp.owner', '周海');
  customerId = await customerOf(world, '转投制造', [stage.partner, partner]);
  const first = await bound(world, stage.manager, customerId);
  world.clock.moveTo(at('2026-04-20'));
  await first.buyer.mutate('partnerBindingRequestUnbind', { id: first.id, reason: '换服务商' });
  await stage.manager.mutate('partnerBindingApproveUnbind', { id: first.id });
  world.clock.moveTo(at('2026-05-06'));
  await bound(world, rival, customerId);
  world.clock.moveTo(at('2027-01-10'));

  const mine = stage.partner.id;
  await sold(mine, noon('02-10'), 100_001n); // before the binding
  const kept = await sold(mine, noon('03-10'), 200_003n);
  await refunded({ ...stage, customerId }, kept.lineIds[0]!, 50_000n, noon('06-02')); // after its end
  await sold(mine, noon('06-01'), 400_007n); // chosen at checkout, bound to the rival
  const other = { ...stage, customerId, partner: { ...stage.partner, id: rivalId } };
  const early = await sold(rivalId, noon('05-10'), 800_011n);
  await refunded(other, early.lineIds[0]!, 300_000n, noon('12-01')); // takes off what was left out
  await sold(rivalId, at('2026-11-05', '23:59:59'), 70_001n);
  await sold(rivalId, at('2026-11-06', '00:00:00'), 90_003n);
  const unpaid = { status: 'PENDING_PAYMENT', effectiveAt: null } as const;
  await ordered(other, { partnerId: rivalId, placedAt: noon('11-20'), lines: [unpaid] });
});

const MEASURES = ['cash', 'performance', 'rebound', 'unassociated'] as const;
const fields = MEASURES.map((name) => `${name} { amount }`).join(' ');

const monthsOf = async (caller: Caller): Promise<Record<string, string[]>> => {
  const rows = await reportOf(
    stage.world,
    caller,
    'salesReport',
    'groupBy: [MONTH]',
    `month ${fields}`,
  );
  return Object.fromEntries(
    rows.map((row) => [row.month, MEASURES.map((name) => row[name].amount)]),
  );
};

describe('performance after a change of the partner', () => {
  it('starts six months after the binding, to the second, and sales go on', async () => {
    expect(await monthsOf(rival)).toEqual({
      '2026-05': ['8000.11', '0.00', '8000.11', '0.00'],
      '2026-11': ['1600.04', '900.03', '700.01', '0.00'],
      '2026-12': ['-3000.00', '0.00', '-3000.00', '0.00'],
    });
  });

  it('leaves out orders of a customer that is not bound, and takes refunds off where the sale counted', async () => {
    expect(await monthsOf(stage.manager)).toEqual({
      '2026-02': ['1000.01', '0.00', '0.00', '1000.01'],
      '2026-03': ['2000.03', '2000.03', '0.00', '0.00'],
      '2026-06': ['3500.07', '-500.00', '0.00', '4000.07'],
    });
  });

  it('is the same in the stored sums of months, quarters and years', async () => {
    const { salesPeriods } = await rival.ask(
      `{ salesPeriods(first: 50, filter: { unit: [QUARTER, YEAR] }) { nodes { period cash { amount } performance { amount } rebound { amount } } } }`,
    );
    const found = Object.fromEntries(
      salesPeriods.nodes.map((row: any) => [
        row.period,
        [row.cash.amount, row.performance.amount, row.rebound.amount],
      ]),
    );
    expect(found).toEqual({
      '2026-Q2': ['8000.11', '0.00', '8000.11'],
      '2026-Q4': ['-1399.96', '900.03', '-2299.99'],
      '2026': ['6600.15', '900.03', '5700.12'],
    });
  });

  it('stays as decided when the binding changes later', async () => {
    await stage.world.rows(
      sql`update partner_binding set performance_from = bound_at + interval '1 day' where partner_id = ${rivalId}`,
    );
    await stage.world.rows(
      sql`update order_line set status = 'REFUNDED' where partner_id = ${rivalId} and status = 'COMPLETED' and refund_of_id is null`,
    );
    expect((await monthsOf(rival))['2026-11']).toEqual(['1600.04', '900.03', '700.01', '0.00']);
  });

  it('shows each side its own transfers: operations both partners, a partner neither the other nor its sums', async () => {
    const ask = `{ partnerBindings(first: 10, filter: { isRebound: true }) { nodes { partner { name } formerPartner { name } leftOut { amount } } } }`;
    const [own, operator, former] = await Promise.all(
      [rival, stage.operator, stage.manager].map((caller) => caller.ask(ask)),
    );
    const row = { partner: { name: '远航科技' }, leftOut: { amount: '5700.12' } };
    expect(own!.partnerBindings.nodes).toEqual([{ ...row, formerPartner: null }]);
    expect(operator!.partnerBindings.nodes).toEqual([
      { ...row, formerPartner: { name: '云帆科技' } },
    ]);
    expect(former!.partnerBindings.nodes).toEqual([]);
    const { partnerBindings } = await stage.buyer.ask(
      `{ partnerBindings(first: 10) { nodes { leftOut { amount } } } }`,
    );
    for (const binding of partnerBindings.nodes) expect(binding.leftOut).toBeNull();
  });
});

describe('a figure of the report', () => {
  it.each(['month', 'product', 'customer', 'partner'])(
    'opens exactly its lines: each cell by %s and part of the performance',
    async (field) => {
      const isMonth = field === 'month';
      const filterOf = (value: any) => {
        if (!isMonth) return { [`${field}Id`]: [value.id] };
        const { from, until } = calendar.periodOf(value);
        return { placedWithin: { from: from.toISOString(), until: until.toISOString() } };
      };
      for (const caller of [rival, stage.manager, stage.operator]) {
        const { salesReport } = await caller.ask(
          `{ salesReport(groupBy: [${field.toUpperCase()}, PERFORMANCE_STATUS], first: 1000) { rows { ${field} ${isMonth ? '' : '{ id }'} performanceStatus saleCount refundCount cash { amount } } } }`,
        );
        expect(salesReport.rows.length).toBeGreaterThan(0);
        for (const row of salesReport.rows) {
          const { orderLines } = await caller.ask(
            `query ($filter: OrderLineFilter) { orderLines(first: 1, filter: $filter) { count { value } totals { cash { amount } } } }`,
            { filter: { ...filterOf(row[field]), performance: [row.performanceStatus] } },
          );
          expect(orderLines).toEqual({
            count: { value: row.saleCount + row.refundCount },
            totals: { cash: row.cash },
          });
        }
      }
    },
  );

  it('sums days from the lines, months from the stored sums', async () => {
    const days = `placedWithin: { from: "2026-11-01T00:00:00+08:00", until: "2026-11-06T00:00:00+08:00" }`;
    const filter = `groupBy: [], filter: { ${days} }`;
    expect(await reportOf(stage.world, rival, 'salesReport', filter, fields)).toEqual([
      {
        cash: { amount: '700.01' },
        performance: { amount: '0.00' },
        rebound: { amount: '700.01' },
        unassociated: { amount: '0.00' },
      },
    ]);
  });
});

describe('targets', () => {
  const own = `{ performanceTargets(first: 10) { nodes { unit period amount { amount } product { id } productType } count { value } } }`;
  const targets = async (caller = rival) => (await caller.ask(own)).performanceTargets;
  const set = (input: Record<string, unknown>, by = rival) =>
    by.mutate('performanceTargetSet', input, 'performanceTarget { id }');
  const target = (unit: string, period: string, amount: string) => ({
    unit,
    period,
    amount: { amount },
    product: null,
    productType: null,
  });

  it('are set, changed and removed by the owner, for a month, quarter and year', async () => {
    for (const [period, amount] of [
      ['2026-11', '900.00'],
      ['2026-Q4', '2700.00'],
      ['2026', '10000.00'],
      ['2026-11', '950.00'],
    ])
      await set({ period, amount });
    expect(await targets()).toEqual({
      nodes: [
        target('QUARTER', '2026-Q4', '2700.00'),
        target('MONTH', '2026-11', '950.00'),
        target('YEAR', '2026', '10000.00'),
      ],
      count: { value: 3 },
    });
    await set({ period: '2026' });
    expect((await targets()).count.value).toBe(2);
    await denied(set({ period: '2026-11', amount: '1.00' }, stage.manager));
  });

  it('are set for a product or a kind of products beside those of all sales', async () => {
    const { productId } = stage.goods;
    const period = '2026-12';
    for (const [amount, of] of [
      ['100.00', {}],
      ['40.00', { productId }],
      ['45.00', { productId }],
      ['60.00', { productType: 'SAAS' }],
    ] as const)
      await set({ period, amount, ...of });
    for (const [filter, expected] of [
      ['isOfProducts: false', target('MONTH', period, '100.00')],
      [
        `productId: ["${productId}"]`,
        { ...target('MONTH', period, '45.00'), product: { id: productId } },
      ],
      [
        'isOfProducts: true, productType: [SAAS]',
        { ...target('MONTH', period, '60.00'), productType: 'SAAS' },
      ],
    ] as const) {
      const asked = own.replace(
        'first: 10',
        `first: 10, filter: { period: ["${period}"], ${filter} }`,
      );
      expect((await rival.ask(asked)).performanceTargets.nodes).toEqual([expected]);
    }
    const both = { period, productId, productType: 'SAAS', amount: '1.00' };
    await rival.cannot('performanceTargetSet', both, 'PRODUCT_AND_TYPE');
    for (const scope of [{}, { productId }, { productType: 'SAAS' }])
      await set({ period, ...scope });
    expect((await targets()).count.value).toBe(2);
  });

  it('are seen by the partner and operations only', async () => {
    expect((await targets(stage.manager)).count.value).toBe(0);
    expect((await targets(stage.operator)).count.value).toBe(2);
    await denied(targets(stage.sellerManager));
  });

  it.each([
    [{ period: '2026-13', amount: '1.00' }, 'INVALID_FORMAT'],
    [{ period: '2026-Q5', amount: '1.00' }, 'INVALID_FORMAT'],
    [{ period: '2026-11', amount: '0.00' }, 'INVALID_AMOUNT'],
    [{ period: '2026-11', amount: '-1.00' }, 'INVALID_AMOUNT'],
    [{ period: '2026-11', amount: '1.001' }, 'INVALID_AMOUNT'],
  ])('refuse %j with %s and store nothing', async (input, code) => {
    const before = await targets();
    await rival.cannot('performanceTargetSet', input, code);
    expect(await targets()).toEqual(before);
  });
});

describe('data as of', () => {
  it.each([
    ['2027-01-20', '07:59:59', '2027-01-19', '2027-01-20'],
    ['2027-01-20', '08:00:00', '2027-01-20', '2027-01-21'],
    ['2027-01-20', '23:59:59', '2027-01-20', '2027-01-21'],
  ])('at %s %s the last complete day ends with the start of %s', async (day, time, until, next) => {
    stage.world.clock.moveTo(at(day, time));
    await sold(rivalId, at(until, '00:00:00'), 100n);
    const { dataAsOf, orderLines } = await askPlanned(
      stage.world,
      rival,
      `{ dataAsOf { until nextAt } orderLines(first: 1, filter: { isOfCompleteDay: true }) { count { value } nodes { placedAt } } }`,
    );
    expect(dataAsOf).toEqual({
      until: at(until, '00:00:00').toISOString(),
      nextAt: at(next, '08:00:00').toISOString(),
    });
    for (const { placedAt } of orderLines.nodes) expect(placedAt < dataAsOf.until).toBe(true);
    const { orderLines: later } = await rival.ask(
      `{ orderLines(first: 1, filter: { isOfCompleteDay: false }) { nodes { placedAt } } }`,
    );
    expect(later.nodes.length).toBe(1);
  });

  it('has the same lines until the next day is shown, though one is paid meanwhile', async () => {
    const { world, buyer, sellerManager, operator } = stage;
    const complete = `{ orderLines(first: 1, filter: { isOfCompleteDay: true }) { count { value } totals { dealPrice { amount } } } }`;
    const known = async () => {
      const found: any[] = [];
      for (const caller of [stage.manager, sellerManager, operator])
        found.push((await caller.ask(complete)).orderLines);
      return found;
    };
    const wanted = { lines: [line(stage.goods.specifications[1])] };
    world.clock.moveTo(at('2027-02-01', '20:00:00'));
    const waiting = await placed(stage, wanted);
    const early = await placed(stage, wanted);
    world.clock.moveTo(at('2027-02-02', '07:00:00'));
    await buyer.mutate('orderConfirmPayment', { id: early });
    world.clock.moveTo(at('2027-02-02', '09:00:00'));
    const shown = await known();
    await buyer.mutate('orderConfirmPayment', { id: waiting });
    await paid(stage, wanted);
    expect(await known()).toEqual(shown);

    world.clock.moveTo(at('2027-02-03', '08:00:00'));
    const later = await known();
    for (const [i, { count }] of later.entries())
      expect(count.value).toBe(shown[i]!.count.value + 2);
  });
});
