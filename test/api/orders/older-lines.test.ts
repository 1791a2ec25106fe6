import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { salesDifferenceSql } from '../../../server/modules/orders/index.ts';
import { type OlderDatabase, olderDatabase } from '../../kit/older-database.ts';

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [seller, partner, customer, product, specification, order] = [1, 2, 3, 4, 5, 6].map(id);

/** Lines: time of the order, cash in fen, line that it refunds, and the performance that the migration decides. */
const LINES = [
  ['2026-03-01T12:00:00+08:00', 100, null, 'NOT_ASSOCIATED'],
  ['2026-05-10T12:00:00+08:00', 200, null, 'REBOUND'],
  ['2026-11-06T00:00:00+08:00', 400, null, 'COUNTED'],
  ['2026-12-01T12:00:00+08:00', -50, 1, 'REBOUND'],
] as const;

let older: OlderDatabase;
beforeAll(async () => {
  older = await olderDatabase('0062-private-offer-links');
  const rows = [
    `insert into organization (id, created_at, name, code, kind, status) values ('${seller}', now(), 'S', 'S', 'SELLER', 'ACTIVE'), ('${partner}', now(), 'P', 'P', 'PARTNER', 'ACTIVE')`,
    `insert into partner (id, created_at, name, search_key, tier, status, joined_at) values ('${partner}', now(), 'P', 'p', 'SOLUTION_PROVIDER', 'ENROLLED', now())`,
    `insert into customer (id, created_at, name, name_key) values ('${customer}', now(), 'C', 'c')`,
    `insert into partner_binding (id, created_at, partner_id, customer_id, status, type, bound_at, performance_from)
      values ('${id(7)}', now(), '${partner}', '${customer}', 'BOUND', 'ADVISORY', '2026-05-06T12:00:00+08:00', '2026-11-06T00:00:00+08:00')`,
    `insert into product (id, created_at, seller_id, name, search_key, sale_model, product_type, status, max_share_ratio, standard_share_ratio, floor_pay_rate)
      values ('${product}', now(), '${seller}', 'G', 'g', 'COMMON', 'SAAS', 'ON_SALE', 0.5, 0.1, 0.7)`,
    `insert into specification (id, created_at, product_id, seller_id, code, name, list_price_minor, priced_at, period, vat_class, status, position)
      values ('${specification}', now(), '${product}', '${seller}', 'A', 'A', 100, now(), 'MONTH', 'SERVICE', 'ON_SALE', 0)`,
    `insert into customer_order (id, created_at, number, order_type, customer_id, customer_name, partner_id, attribution, search_key, status, placed_at, paid_at, completed_at, list_total_minor, deal_total_minor, voucher_total_minor, cash_total_minor)
      values ('${order}', now(), '1', 'NEW', '${customer}', 'C', '${partner}', 'SELECTED', 'c', 'COMPLETED', now(), now(), now(), 650, 650, 0, 650)`,
    ...LINES.map(
      ([placed, cash, refunds], position) =>
        `insert into order_line (id, created_at, order_id, position, order_number, placed_at, partner_id, seller_id, customer_id, product_id, specification_id, product_name, specification_name, attribution, charging_mode, instance_id, quantity, list_minor, pay_rate, deal_minor, voucher_minor, cash_minor, vat_rate, supervision, repayment, effective_at, refund_of_id, status)
          values ('${id(50 + position)}', now(), '${order}', ${position}, '1', '${placed}', '${partner}', '${seller}', '${customer}', '${product}', '${specification}', 'G', 'A', 'SELECTED', 'ONE_TIME', 'i', 1, ${cash}, 1, ${cash}, 0, ${cash}, 0.06, 'NOT_APPLICABLE', 'NOT_APPLICABLE', '${placed}', ${refunds === null ? 'null' : `'${id(50 + refunds)}'`}, 'COMPLETED')`,
    ),
  ];
  for (const row of rows) await older.client.query(row);
  await older.migrate();
});
afterAll(() => older?.drop());

const stored = async (text: string) => (await older.client.query(text)).rows;

it('lines of earlier versions get the performance of their payment, and their sums follow', async () => {
  expect(await stored('select performance, billing from order_line order by position')).toEqual(
    LINES.map(([, , , performance]) => ({ performance, billing: 'PENDING' })),
  );
  expect(
    await stored(
      `select period, cash_minor::int as cash, performance_minor::int as performance, rebound_minor::int as rebound from sales_period where unit = 'YEAR'`,
    ),
  ).toEqual([{ period: '2026', cash: 650, performance: 400, rebound: 150 }]);
  expect(await stored(salesDifferenceSql())).toEqual([]);
});

it('lines of earlier versions paid for one period', async () => {
  const found = await stored(
    `select period_months as months, service_until as until from order_line order by position`,
  );
  expect(found.map(({ months, until }) => [months, until?.toISOString() ?? null])).toEqual([
    [1, '2026-04-01T04:00:00.000Z'],
    [1, '2026-06-10T04:00:00.000Z'],
    [1, '2026-12-05T16:00:00.000Z'],
    [1, null],
  ]);
});
