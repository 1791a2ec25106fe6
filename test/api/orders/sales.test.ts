import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { salesDifferenceSql } from '../../../server/modules/orders/index.ts';
import { AS_OWNER } from '../../../server/platform/db/log-ins.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { partnerOf } from '../bindings/fixtures.ts';
import { listed, setStage } from '../discounts/stage.ts';
import { noon, ordered, refunded } from './deals.ts';

const stage = testStage('sales', setStage);

const SUMS = 'saleCount refundCount deal { amount currency } cash { amount } refunded { amount }';

async function periods(viewer: Caller, filter = '{}', fields = SUMS): Promise<any[]> {
  const { salesPeriods } = await viewer.ask(
    `{ salesPeriods(first: 50, filter: ${filter}) { nodes { unit period startsAt ${fields} } } }`,
  );
  return salesPeriods.nodes;
}

/** Stored sums that differ from the order lines. */
const wrong = () => stage.world.rows(sql.raw(salesDifferenceSql()));

describe("the sums of a partner's sales", () => {
  it('follow paid lines minus refunds, by the Shanghai calendar', async () => {
    const lastMoment = new Date('2026-01-31T23:59:59.000+08:00');
    await ordered(stage, { placedAt: lastMoment, lines: [{ voucherMinor: 100_000n }] });
    const sold = await ordered(stage, { placedAt: noon('02-10'), lines: [{}, {}] });
    await refunded(stage, sold.lineIds[0]!, 200_000n, noon('03-01'));
    await ordered(stage, {
      status: 'PENDING_PAYMENT',
      paidAt: null,
      completedAt: null,
      placedAt: noon('02-11'),
      lines: [{ status: 'PENDING_PAYMENT', effectiveAt: null }],
    });
    await ordered(stage, { partnerId: null, placedAt: noon('02-12') });

    const found = await periods(stage.manager);
    expect(found.find(({ period }) => period === '2026-01')).toMatchObject({
      unit: 'MONTH',
      startsAt: '2025-12-31T16:00:00.000Z',
      deal: { currency: 'CNY' },
    });
    /** Sales, refunds, and the sums of deal, cash and refunded cash. */
    const sums = found.map(
      ({ period, saleCount, refundCount, deal, cash, refunded: back }) =>
        `${period}: ${saleCount} ${refundCount} ${deal.amount} ${cash.amount} ${back.amount}`,
    );
    expect(sums.sort()).toEqual([
      '2026-01: 1 0 12345.67 11345.67 0.00',
      '2026-02: 2 0 24691.34 24691.34 0.00',
      '2026-03: 0 1 -2000.00 -2000.00 2000.00',
      '2026-Q1: 3 1 35037.01 34037.01 2000.00',
      '2026: 3 1 35037.01 34037.01 2000.00',
    ]);
    expect(await wrong()).toEqual([]);
  });

  it('list the products of a period by cash, descending', async () => {
    const other = await listed(stage.sellerManager, '小星云');
    await ordered(stage, {
      placedAt: noon('04-02'),
      lines: [
        {},
        {
          productId: other.productId.slice(4),
          specificationId: other.specifications[0].slice(4),
          productName: '小星云',
          listMinor: 500n,
          dealMinor: 500n,
        },
      ],
    });
    const [april] = await periods(
      stage.manager,
      '{ unit: [MONTH], period: ["2026-04"] }',
      'saleCount products(first: 10) { nodes { period product { name } cash { amount } } count { value } }',
    );
    expect(april.products).toEqual({
      nodes: [
        { period: '2026-04', product: { name: '星云ERP' }, cash: { amount: '12345.67' } },
        { period: '2026-04', product: { name: '小星云' }, cash: { amount: '5.00' } },
      ],
      count: { value: 2 },
    });
  });

  it('follow lines that are paid, corrected, taken from the partner or deleted', async () => {
    const { id, lineIds } = await ordered(stage, {
      placedAt: noon('05-05'),
      lines: [{ status: 'CANCELLED' }, {}],
    });
    const line = lineIds[0]!.slice(4);
    const may = async (): Promise<[number, string] | null> => {
      const [row] = await periods(stage.manager, '{ period: ["2026-05"] }');
      return row ? [row.saleCount, row.cash.amount] : null;
    };
    expect(await may()).toEqual([1, '12345.67']);
    const change = (set: ReturnType<typeof sql>): Promise<unknown> =>
      stage.world.rows(sql`update order_line set ${set} where id = ${line}`);
    await change(sql`status = 'COMPLETED'`);
    expect(await may()).toEqual([2, '24691.34']);
    await change(sql`voucher_minor = 45.00 * 100, cash_minor = deal_minor - 4500`);
    expect(await may()).toEqual([2, '24646.34']);
    await change(sql`position = 7, supervision = 'IN_PROGRESS'`);
    expect(await wrong()).toEqual([]);
    await change(
      sql`partner_id = null, attribution = 'NONE', attribution_reason = 'CUSTOMER_NOT_BOUND', strategy = null, share_ratio = null`,
    );
    expect(await may()).toEqual([1, '12345.67']);
    await stage.world.rows(sql`delete from customer_order where id = ${id.slice(4)}`);
    expect(await may()).toEqual([0, '0.00']);
    expect(await wrong()).toEqual([]);
  });

  it('are correct after concurrent writes', async () => {
    await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        ordered(stage, { placedAt: noon(`06-0${1 + (i % 3)}`), lines: [{}, { specification: 1 }] }),
      ),
    );
    const [june] = await periods(stage.manager, '{ period: ["2026-06"] }');
    expect(june.saleCount).toBe(16);
    expect(await wrong()).toEqual([]);
  });

  it('can be read by the partner, the marketplace and reporting, and written by no role', async () => {
    const stranger = await stage.world.member(await partnerOf(stage.world, '别家云'), 'csp.owner');
    expect(await periods(stranger)).toEqual([]);
    const site = await stage.world.organization('OPERATOR', '报表');
    const { viewer } = await stage.world.member(site, 'operator');
    const reports = stage.world.as({
      ...viewer,
      via: 'API_KEY',
      role: 'reporting',
      side: 'reporting',
    });
    const all = await periods(reports, '{ unit: [YEAR] }', 'saleCount partner { name }');
    expect(all).toMatchObject([{ period: '2026', partner: { name: '云帆科技' } }]);
    expect(all[0].saleCount).toBeGreaterThan(3);
    const rep = await stage.world.member(stage.partner, 'csp.rep');
    const { errors } = await rep.run('{ salesPeriods(first: 1) { nodes { period } } }');
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    for (const table of ['sales_period', 'product_sales']) {
      const seen = await stage.world.db.transaction(stranger.viewer, (tx) =>
        tx.rows(sql`update ${sql.ident(table)} set sale_count = 0 returning id`),
      );
      expect(seen).toEqual([]);
    }
    const [found] = await stage.world.rows<{ n: number }>(
      sql`select count(*)::int as n from ${sql.ident('product_sales')} where unit = 'YEAR'`,
    );
    expect(found!.n).toBe(2);
  });

  it('add up when two partners sell one product at once, without waiting', async () => {
    const rival = await partnerOf(stage.world, '远航科技');
    const lines = [];
    for (const partnerId of [stage.partner.id, rival.id])
      lines.push((await ordered(stage, { partnerId, placedAt: noon('02-20') })).lineIds[0]!);
    const options = `${AS_OWNER} -c lock_timeout=5s`;
    const clients = lines.map(
      () => new pg.Client({ connectionString: stage.world.db.ownerUrl, options }),
    );
    for (const client of clients) await client.connect();
    try {
      for (const [i, client] of clients.entries()) {
        await client.query('begin');
        await client.query(`update order_line set status = 'CANCELLED' where id = $1`, [
          lines[i]!.slice(4),
        ]);
      }
      for (const client of clients) await client.query('commit');
    } finally {
      for (const client of clients) await client.end();
    }
    const [stripes] = await stage.world.rows<{ n: number }>(
      sql`select count(distinct stripe)::int as n from ${sql.ident('seller_sales')}`,
    );
    expect(stripes!.n).toBeGreaterThan(1);
    expect(await wrong()).toEqual([]);
  });
});
