import { beforeAll, describe, expect, it } from '@jest/globals';
import { sourceFor } from '../../../server/platform/read/report/model.ts';
import { reportRequest } from '../../../server/platform/read/report/request.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import type { Role } from '../../../server/platform/viewer.ts';
import { denied } from '../../kit/denied.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { partnerOf } from '../bindings/fixtures.ts';
import { listed, setStage } from '../discounts/stage.ts';
import { noon, ordered, refunded } from '../orders/deals.ts';
import { askPlanned } from './planned.ts';

const stage = testStage('sales report', setStage);
let rival: Caller;
beforeAll(async () => {
  const other = await listed(stage.sellerManager, '小星云');
  const [specification] = await stage.world.rows<{ id: string }>(
    sql`
      select id from specification where product_id = ${other.productId.slice(4)} order by position limit 1`,
  );
  const small = {
    productId: other.productId.slice(4),
    specificationId: specification!.id,
    productName: '小星云',
    listMinor: 500n,
    dealMinor: 500n,
  };
  await ordered(stage, {
    placedAt: new Date('2026-01-31T23:59:59.000+08:00'),
    lines: [{ voucherMinor: 100_000n }],
  });
  const sold = await ordered(stage, { placedAt: noon('02-10'), lines: [{}, small] });
  await refunded(stage, sold.lineIds[0]!, 200_000n, noon('04-01'));
  await ordered(stage, {
    status: 'PENDING_PAYMENT',
    paidAt: null,
    completedAt: null,
    placedAt: noon('02-11'),
    lines: [{ status: 'PENDING_PAYMENT', effectiveAt: null }],
  });
  await ordered(stage, { partnerId: null, placedAt: noon('02-12') });
  const partner = await partnerOf(stage.world, '远航科技');
  rival = await stage.world.member(partner, 'csp.owner', '周海');
  await ordered(stage, { partnerId: partner.id, placedAt: noon('02-13') });
});

const ask = (caller: Caller, args: string, fields: string) =>
  askPlanned(
    stage.world,
    caller,
    `{ salesReport(first: 100, ${args}) { rows { ${fields} } isComplete } }`,
  ).then(({ salesReport }) => salesReport);

describe('a report of sales', () => {
  it('groups by calendar months of Shanghai, in the order that is asked for', async () => {
    const found = await ask(
      stage.manager,
      'groupBy: [MONTH], orderBy: { field: MONTH, direction: ASC }',
      'month quarter product { name } saleCount refundCount deal { amount } cash { amount } refunded { amount }',
    );
    const row = (month: string, counts: [number, number], ...amounts: string[]) => {
      const [deal, cash, refunded] = amounts.map((amount) => ({ amount }));
      const [saleCount, refundCount] = counts;
      const none = { quarter: null, product: null };
      return { month, ...none, saleCount, refundCount, deal, cash, refunded };
    };
    expect(found).toEqual({
      isComplete: true,
      rows: [
        row('2026-01', [1, 0], '12345.67', '11345.67', '0.00'),
        row('2026-02', [2, 0], '12350.67', '12350.67', '0.00'),
        row('2026-04', [0, 1], '-2000.00', '-2000.00', '2000.00'),
      ],
    });
  });

  it('groups by objects, which the viewer reads as far as its scope goes', async () => {
    const [partner, seller, operator] = await Promise.all(
      [stage.manager, stage.sellerManager, stage.operator].map((caller) =>
        ask(
          caller,
          'groupBy: [PARTNER, CUSTOMER, SELLER, YEAR]',
          'year partner { name } customer { name } seller { name } deal { amount }',
        ),
      ),
    );
    const row = (name: string, amount: string, customer: string | null) => ({
      year: '2026',
      partner: { name },
      customer: customer && { name: customer },
      seller: { name: '华芯软件' },
      deal: { amount },
    });
    expect(partner.rows).toEqual([row('云帆科技', '22696.34', '东方制造')]);
    expect(operator.rows).toEqual([
      row('云帆科技', '22696.34', '东方制造'),
      row('远航科技', '12345.67', '东方制造'),
    ]);
    expect(seller.rows.map(({ partner: { name } }: any) => name)).toEqual(['云帆科技', '远航科技']);
    const others = await ask(rival, 'groupBy: [PARTNER, MONTH]', 'partner { name } saleCount');
    expect(others.rows).toEqual([{ partner: { name: '远航科技' }, saleCount: 1 }]);
  });

  it('gives the same sums from the lines as from stored sums, with the lines of the other days of a range', async () => {
    const sums =
      'saleCount refundCount deal { amount } cash { amount } refunded { amount } unassociated { amount }';
    const answer = (caller: Caller, groupBy: string, range: string, more = '') =>
      ask(
        caller,
        `groupBy: [${groupBy}], filter: { ${range} ${more} }`,
        `month quarter productType product { id } partner { id } ${sums}`,
      );
    const ranges = [
      ['2026-01-31T23:59:59+08:00', '2026-04-02T00:00:00+08:00'],
      ['2026-01-31T23:59:59.001+08:00', '2026-04-01T12:00:00+08:00'],
      ['2026-02-01T00:00:00+08:00', '2026-03-01T00:00:00+08:00'],
      ['2026-02-10T12:00:00+08:00', '2026-02-20T00:00:00+08:00'],
      ['2026-02-10T12:00:00.001+08:00', null],
      [null, '2026-02-10T12:00:00.001+08:00'],
      ['2026-03-01T00:00:00+08:00', '2026-02-01T00:00:00+08:00'],
    ].map(([from, until]) => {
      const ends = [from && `from: "${from}"`, until && `until: "${until}"`].filter(Boolean);
      return `placedWithin: { ${ends.join(', ')} }`;
    });
    const months = 'months: { from: "2026-01", until: "2026-04" }';
    const groupings = ['', 'MONTH', 'QUARTER', 'MONTH, PRODUCT_TYPE', 'PRODUCT, PARTNER'];
    // The customer makes the lines answer.
    for (const range of [...ranges, months])
      for (const groupBy of groupings)
        for (const caller of [stage.manager, stage.operator, stage.sellerManager])
          expect(await answer(caller, groupBy, range)).toEqual(
            await answer(caller, groupBy, range, `customerId: ["${stage.customerId}"]`),
          );

    const falsify = (by: number) =>
      stage.world.system((tx) =>
        tx.rows(sql`update product_sales set deal_minor = deal_minor + ${by} where unit = 'MONTH'`),
      );
    await falsify(1_000_000);
    try {
      const deal = async (range: string): Promise<string> =>
        (await answer(stage.manager, 'PRODUCT, PARTNER', range)).rows.at(0).deal.amount;
      // February and March are whole; in the other range no month is.
      expect(await deal(ranges[0]!)).toBe('32691.34');
      expect(await deal(ranges[3]!)).toBe('12345.67');
    } finally {
      await falsify(-1_000_000);
    }
  });

  it('reads the smallest source that has the columns', () => {
    const report = stage.world.domain.reports.get('salesReport')!;
    const source = (role: Role, groupBy: readonly string[], filter: object = {}): string => {
      const { dimensions, filters } = reportRequest(report, role, {
        groupBy: [...groupBy],
        first: 1,
        filter: filter as Record<string, unknown>,
      }).shape;
      const asked = { dimensions, filters: filters.map(({ name }) => name) };
      return sourceFor(report, role, asked).model.table.table;
    };
    const months = { months: { from: '2026-01', until: '2026-04' } };
    const ofCustomer = { customerId: [stage.customerId] };
    // Stored sums include other members' customers and other sellers' products.
    for (const [role, groupBy, table, filter] of [
      ['csp.owner', ['month', 'partner'], 'sales_period', months],
      ['csp.owner', ['year', 'product'], 'product_sales'],
      ['csp.owner', ['month', 'customer'], 'order_line'],
      ['csp.owner', ['month'], 'order_line', ofCustomer],
      ['csp.rep', ['month'], 'manager_sales'],
      ['csp.rep', ['month', 'seller'], 'order_line'],
      ['seller.manager', ['month', 'partner'], 'order_line'],
      ['seller.manager', ['month'], 'seller_sales'],
      ['operator', ['month'], 'seller_sales'],
      ['operator', ['month', 'partner'], 'sales_period'],
      ['operator', ['month', 'productType'], 'seller_sales'],
      ['operator', ['product', 'partner'], 'product_sales'],
    ] as const)
      expect([role, groupBy, source(role, groupBy, filter)]).toEqual([role, groupBy, table]);
  });

  it('leaves out a group without lines, which stored sums keep', async () => {
    const { id } = await ordered(stage, { placedAt: new Date('2025-05-10T12:00:00.000+08:00') });
    const months = async (caller: Caller, groupBy: string): Promise<string[]> => {
      const { rows } = await ask(caller, `groupBy: [${groupBy}]`, 'month');
      return rows.map(({ month }: { month: string }) => month);
    };
    const groupings = ['MONTH', 'MONTH, PRODUCT_TYPE', 'MONTH, PRODUCT, PARTNER'];
    const expectEach = async (has: boolean) => {
      for (const caller of [stage.manager, stage.operator, stage.sellerManager])
        for (const groupBy of groupings)
          expect((await months(caller, groupBy)).includes('2025-05')).toBe(has);
    };
    await expectEach(true);
    await stage.world.rows(sql`delete from customer_order where id = ${id.slice(4)}`);
    await expectEach(false);
  });

  it('says whether rows are left out, and refuses an order that no row has', async () => {
    const { salesReport } = await askPlanned(
      stage.world,
      stage.manager,
      '{ salesReport(first: 1, groupBy: [PRODUCT]) { rows { product { name } } isComplete } }',
    );
    expect(salesReport).toEqual({ rows: [{ product: { name: '星云ERP' } }], isComplete: false });
    const total = await ask(stage.manager, 'groupBy: []', 'month saleCount');
    expect(total).toEqual({ rows: [{ month: null, saleCount: 3 }], isComplete: true });
    for (const args of [
      'first: 0, groupBy: []',
      'first: 1001, groupBy: []',
      'first: 1, groupBy: [YEAR], orderBy: { field: MONTH, direction: ASC }',
    ]) {
      await denied(stage.manager.ask(`{ salesReport(${args}) { isComplete } }`), 'BAD_USER_INPUT');
    }
    const { errors } = await stage.manager.run(
      'query($months: MonthRange) { salesReport(first: 1, groupBy: [], filter: { months: $months }) { isComplete } }',
      { months: { from: '2026-13' } },
    );
    expect(errors?.[0]?.message).toContain('A Month is a calendar month');
  });

  it('is closed to customers', () => denied(ask(stage.buyer, 'groupBy: []', 'saleCount')));
});
