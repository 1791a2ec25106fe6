import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type OlderDatabase, olderDatabase } from '../../kit/older-database.ts';

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [seller, customer, order, box, service] = [id(1), id(2), id(3), id(4), id(5)];

/** Lines: product, state, cash in fen, cash asked back, reason. */
const LINES = [
  [box, 'REFUND_PENDING', 1_000, 400, '规格选错'],
  // An upstream order that came without a request.
  [service, 'REFUND_PENDING', 700, null, null],
  [service, 'PROCESSING', 300, null, null],
] as const;
const text = (value: string | null): string => (value === null ? 'null' : `'${value}'`);

let older: OlderDatabase;
beforeAll(async () => {
  older = await olderDatabase('0056-automatic-discounts');
  const rows = [
    `insert into organization (id, created_at, name, code, kind, status) values ('${seller}', now(), 'S', 'S', 'SELLER', 'ACTIVE')`,
    `insert into customer (id, created_at, name, name_key) values ('${customer}', now(), 'C', 'c')`,
    ...[
      [box, 'HARDWARE', 'HARDWARE'],
      [service, 'MANUAL_SERVICE', 'STANDARD'],
    ].flatMap(([product, type, template]) => [
      `insert into product (id, created_at, seller_id, name, search_key, sale_model, product_type, status, max_share_ratio, standard_share_ratio, floor_pay_rate, supervision_template, average_delivery_days)
        values ('${product}', now(), '${seller}', '${type}', 'x', 'COMMON', '${type}', 'ON_SALE', 0.5, 0.1, 0.7, '${template}', 10)`,
      `insert into specification (id, created_at, product_id, seller_id, code, name, list_price_minor, period, vat_class, status, position, priced_at)
        values ('${product}', now(), '${product}', '${seller}', 'A', 'A', 100, 'ONE_OFF', 'SERVICE', 'ON_SALE', 0, now())`,
    ]),
    `insert into customer_order (id, created_at, number, order_type, customer_id, customer_name, attribution, attribution_reason, search_key, status, placed_at, paid_at, list_total_minor, deal_total_minor, voucher_total_minor, cash_total_minor)
      values ('${order}', now(), '1', 'NEW', '${customer}', 'C', 'NONE', 'CUSTOMER_NOT_BOUND', 'c', 'REFUND_PENDING', now(), now(), 2000, 2000, 0, 2000)`,
    ...LINES.map(
      ([product, status, cash, asked, reason], position) =>
        `insert into order_line (id, created_at, order_id, position, order_number, placed_at, seller_id, customer_id, product_id, specification_id, product_name, specification_name, quantity, list_minor, pay_rate, deal_minor, voucher_minor, cash_minor, vat_rate, attribution, attribution_reason, charging_mode, instance_id, supervision, repayment, status, refund_requested_minor, refund_reason)
          values ('${id(50 + position)}', now(), '${order}', ${position}, '1', now(), '${seller}', '${customer}', '${product}', '${product}', 'P', 'A', 1, ${cash}, 1, ${cash}, 0, ${cash}, 0.06, 'NONE', 'CUSTOMER_NOT_BOUND', 'ONE_TIME', 'I${position}', 'IN_PROGRESS', 'NOT_APPLICABLE', '${status}', ${asked}, ${text(reason)})`,
    ),
  ];
  for (const row of rows) await older.client.query(row);
  await older.migrate();
});
afterAll(() => older?.drop());

const stored = async (query: string) => (await older.client.query(query)).rows;

it('lines whose refund is pending get an open request with their reason', async () => {
  expect(
    await stored(`select order_line_id as line, status, amount_minor::int as amount, reason, needs_return as back, due_at > now() as runs
      from refund_request order by order_line_id`),
  ).toEqual([
    { line: id(50), status: 'REQUESTED', amount: 400, reason: '规格选错', back: true, runs: true },
    { line: id(51), status: 'REQUESTED', amount: 700, reason: '退订', back: false, runs: true },
  ]);
});

it('the seller is reminded, and the clocks of these deliveries only are paused', async () => {
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
    { line: id(50), reason: 'REFUND' },
    { line: id(51), reason: 'REFUND' },
    { line: id(52), reason: null },
  ]);
});
