import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { salesDifferenceSql } from '../../../server/modules/orders/index.ts';
import { type OlderDatabase, olderDatabase } from '../../kit/older-database.ts';

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [seller, partner, customer, product, box, service] = [1, 2, 3, 4, 5, 6].map(id);
const [sales, refunds] = [7, 8].map(id);
const text = (value: string | null): string => (value === null ? 'null' : `'${value}'`);

/** Sold lines: time of the order, cash in fen, line that it refunds, and the performance that the migration decides. */
const SOLD = [
  ['2026-03-01T12:00:00+08:00', 100, null, 'NOT_ASSOCIATED'],
  ['2026-05-10T12:00:00+08:00', 200, null, 'REBOUND'],
  ['2026-11-06T00:00:00+08:00', 400, null, 'COUNTED'],
  ['2026-12-01T12:00:00+08:00', -50, 1, 'REBOUND'],
] as const;

/** Lines of another order: product, state, cash in fen, cash asked back, reason. */
const ASKED = [
  [box, 'REFUND_PENDING', 1_000, 400, '规格选错'],
  // An upstream order that came without a request.
  [service, 'REFUND_PENDING', 700, null, null],
  [service, 'PROCESSING', 300, null, null],
] as const;

const ROWS = [
  `insert into organization (id, created_at, name, code, kind, status) values ('${seller}', now(), 'S', 'S', 'SELLER', 'ACTIVE'), ('${partner}', now(), 'P', 'P', 'PARTNER', 'ACTIVE')`,
  `insert into partner (id, created_at, name, search_key, tier, status, joined_at) values ('${partner}', now(), 'P', 'p', 'SOLUTION_PROVIDER', 'ENROLLED', now())`,
  `insert into customer (id, created_at, name, name_key) values ('${customer}', now(), 'C', 'c')`,
  `insert into partner_binding (id, created_at, partner_id, customer_id, status, type, bound_at, performance_from)
    values ('${id(9)}', now(), '${partner}', '${customer}', 'BOUND', 'ADVISORY', '2026-05-06T12:00:00+08:00', '2026-11-06T00:00:00+08:00')`,
  ...[
    [product, 'SAAS', 'null', 'null', 'MONTH'],
    [box, 'HARDWARE', `'HARDWARE'`, '10', 'ONE_OFF'],
    [service, 'MANUAL_SERVICE', `'STANDARD'`, '10', 'ONE_OFF'],
  ].flatMap(([key, type, template, days, period]) => [
    `insert into product (id, created_at, seller_id, name, search_key, sale_model, product_type, status, max_share_ratio, standard_share_ratio, floor_pay_rate, supervision_template, average_delivery_days)
      values ('${key}', now(), '${seller}', '${type}', 'g', 'COMMON', '${type}', 'ON_SALE', 0.5, 0.1, 0.7, ${template}, ${days})`,
    `insert into specification (id, created_at, product_id, seller_id, code, name, list_price_minor, priced_at, period, vat_class, status, position)
      values ('${key}', now(), '${key}', '${seller}', 'A', 'A', 100, now(), '${period}', 'SERVICE', 'ON_SALE', 0)`,
  ]),
  `insert into customer_order (id, created_at, number, order_type, customer_id, customer_name, partner_id, attribution, attribution_reason, search_key, status, placed_at, paid_at, completed_at, list_total_minor, deal_total_minor, voucher_total_minor, cash_total_minor)
    values ('${sales}', now(), '1', 'NEW', '${customer}', 'C', '${partner}', 'SELECTED', null, 'c', 'COMPLETED', now(), now(), now(), 650, 650, 0, 650),
      ('${refunds}', now(), '2', 'NEW', '${customer}', 'C', null, 'NONE', 'CUSTOMER_NOT_BOUND', 'c', 'REFUND_PENDING', now(), now(), null, 2000, 2000, 0, 2000)`,
  ...SOLD.map(
    ([placed, cash, refundOf], position) =>
      `insert into order_line (id, created_at, order_id, position, order_number, placed_at, partner_id, seller_id, customer_id, product_id, specification_id, product_name, specification_name, attribution, charging_mode, instance_id, quantity, list_minor, pay_rate, deal_minor, voucher_minor, cash_minor, vat_rate, supervision, repayment, effective_at, refund_of_id, status)
        values ('${id(50 + position)}', now(), '${sales}', ${position}, '1', '${placed}', '${partner}', '${seller}', '${customer}', '${product}', '${product}', 'G', 'A', 'SELECTED', 'ONE_TIME', 'i', 1, ${cash}, 1, ${cash}, 0, ${cash}, 0.06, 'NOT_APPLICABLE', 'NOT_APPLICABLE', '${placed}', ${text(refundOf && id(50 + refundOf))}, 'COMPLETED')`,
  ),
  ...ASKED.map(
    ([key, status, cash, asked, reason], position) =>
      `insert into order_line (id, created_at, order_id, position, order_number, placed_at, seller_id, customer_id, product_id, specification_id, product_name, specification_name, quantity, list_minor, pay_rate, deal_minor, voucher_minor, cash_minor, vat_rate, attribution, attribution_reason, charging_mode, instance_id, supervision, repayment, status, refund_requested_minor, refund_reason)
        values ('${id(60 + position)}', now(), '${refunds}', ${position}, '2', now(), '${seller}', '${customer}', '${key}', '${key}', 'P', 'A', 1, ${cash}, 1, ${cash}, 0, ${cash}, 0.06, 'NONE', 'CUSTOMER_NOT_BOUND', 'ONE_TIME', 'I${position}', 'IN_PROGRESS', 'NOT_APPLICABLE', '${status}', ${asked}, ${text(reason)})`,
  ),
];

let older: OlderDatabase;
beforeAll(async () => {
  older = await olderDatabase('0056-automatic-discounts');
  for (const row of ROWS) await older.client.query(row);
  await older.migrate();
});
afterAll(() => older?.drop());

const stored = async (query: string) => (await older.client.query(query)).rows;

it('lines of earlier versions get the performance of their payment, and their sums follow', async () => {
  expect(
    await stored(
      `select performance, billing from order_line where order_id = '${sales}' order by position`,
    ),
  ).toEqual(SOLD.map(([, , , performance]) => ({ performance, billing: 'PENDING' })));
  expect(
    await stored(
      `select period, cash_minor::int as cash, performance_minor::int as performance, rebound_minor::int as rebound from sales_period where unit = 'YEAR'`,
    ),
  ).toEqual([{ period: '2026', cash: 650, performance: 400, rebound: 150 }]);
  expect(await stored(salesDifferenceSql())).toEqual([]);
});

it('lines of earlier versions paid for one period', async () => {
  const found = await stored(
    `select period_months as months, service_until as until from order_line where order_id = '${sales}' order by position`,
  );
  expect(found.map(({ months, until }) => [months, until?.toISOString() ?? null])).toEqual([
    [1, '2026-04-01T04:00:00.000Z'],
    [1, '2026-06-10T04:00:00.000Z'],
    [1, '2026-12-05T16:00:00.000Z'],
    [1, null],
  ]);
});

it('lines of earlier versions whose refund is pending get an open request with their reason', async () => {
  expect(
    await stored(`select order_line_id as line, status, amount_minor::int as amount, reason, needs_return as back, due_at > now() as runs
      from refund_request order by order_line_id`),
  ).toEqual([
    { line: id(60), status: 'REQUESTED', amount: 400, reason: '规格选错', back: true, runs: true },
    { line: id(61), status: 'REQUESTED', amount: 700, reason: '退订', back: false, runs: true },
  ]);
});

it('the seller is reminded of these requests, and the clocks of these deliveries only are paused', async () => {
  expect(
    await stored(`select event, acts_side as acts, count(*)::int as count from deadline
      where subject_type = 'RefundRequest' group by 1, 2 order by 1`),
  ).toEqual([
    { event: 'remind-1', acts: null, count: 2 },
    { event: 'remind-3', acts: null, count: 2 },
    { event: null, acts: 'SELLER', count: 2 },
  ]);
  expect(
    await stored(`select distinct s.order_line_id as line, d.pause_reason as reason from deadline d
      join supervision s on s.id = d.subject_id order by 1`),
  ).toEqual([
    { line: id(60), reason: 'REFUND' },
    { line: id(61), reason: 'REFUND' },
    { line: id(62), reason: null },
  ]);
});
