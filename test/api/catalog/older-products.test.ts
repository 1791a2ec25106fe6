import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type OlderDatabase, olderDatabase } from '../../kit/older-database.ts';

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [seller, customer, order] = [id(1), id(2), id(3)];
const OLD = [
  ['License', 'LICENSE', null],
  ['Packaged', 'LICENSE', 'STANDARD'],
  ['Box', 'HARDWARE', 'STANDARD'],
  ['Bare box', 'HARDWARE', null],
  ['Site', 'MANUAL_SERVICE', 'WEBSITE'],
  ['Set-up', 'MANUAL_SERVICE', null],
  ['Online', 'SAAS', null],
  ['Offline', 'SAAS', 'WEBSITE'],
  ['Image', 'IMAGE', 'STANDARD'],
  ['Advice', 'CONSULTING', 'STANDARD'],
] as const;
const product = (name: string): string => id(10 + OLD.findIndex(([one]) => one === name));
const specification = (name: string): string => product(name).replace('0000-7', '0001-7');
const quoted = (text: string | null): string => (text === null ? 'null' : `'${text}'`);

/** Order lines: product, state, time of effect. */
const LINES = [
  ['License', 'PROCESSING', null],
  ['License', 'PROCESSING', '2026-05-01'],
  ['License', 'COMPLETED', '2026-05-01'],
  ['Online', 'PROCESSING', null],
] as const;

let older: OlderDatabase;
beforeAll(async () => {
  older = await olderDatabase('0035-generated-columns-of-orders');
  const rows = [
    `insert into organization (id, created_at, name, code, kind, status) values ('${seller}', now(), 'S', 'S', 'SELLER', 'ACTIVE')`,
    `insert into customer (id, created_at, name, name_key) values ('${customer}', now(), 'C', 'c')`,
    ...OLD.flatMap(([name, type, template]) => [
      `insert into product (id, created_at, seller_id, name, search_key, sale_model, product_type, status, max_share_ratio, standard_share_ratio, floor_pay_rate, supervision_template)
        values ('${product(name)}', now(), '${seller}', '${name}', 'x', 'COMMON', '${type}', 'ON_SALE', 0.5, 0.1, 0.7, ${quoted(template)})`,
      `insert into specification (id, created_at, product_id, seller_id, code, name, list_price_minor, period, vat_class, status, position)
        values ('${specification(name)}', now(), '${product(name)}', '${seller}', 'A', 'A', 100, 'ONE_OFF', 'SERVICE', 'ON_SALE', 0)`,
    ]),
    `insert into customer_order (id, created_at, number, order_type, customer_id, customer_name, attribution, attribution_reason, search_key, status, placed_at, paid_at, list_total_minor, deal_total_minor, voucher_total_minor, cash_total_minor)
      values ('${order}', now(), '1', 'NEW', '${customer}', 'C', 'NONE', 'CUSTOMER_NOT_BOUND', 'c', 'PROCESSING', now(), now(), 4, 4, 0, 4)`,
    ...LINES.map(
      ([name, status, effective], position) =>
        `insert into order_line (id, created_at, order_id, position, order_number, placed_at, seller_id, customer_id, product_id, specification_id, product_name, specification_name, quantity, list_minor, pay_rate, deal_minor, voucher_minor, cash_minor, vat_rate, supervision, repayment, effective_at, status)
          values ('${id(50 + position)}', now(), '${order}', ${position}, '1', now(), '${seller}', '${customer}', '${product(name)}', '${specification(name)}', '${name}', 'A', 1, 1, 1, 1, 0, 1, 0.06, 'NOT_APPLICABLE', 'NOT_APPLICABLE', ${quoted(effective)}, '${status}')`,
    ),
  ];
  for (const row of rows) await older.client.query(row);
  await older.migrate();
});
afterAll(() => older?.drop());

const stored = async (text: string) => (await older.client.query(text)).rows;

it('products of earlier versions get the template and the delivery time of their kind', async () => {
  expect(
    await stored(
      `select name, supervision_template as template, average_delivery_days as days from product order by id`,
    ),
  ).toEqual([
    { name: 'License', template: 'LICENSE_CODE', days: 3 },
    { name: 'Packaged', template: 'LICENSE_CODE', days: 3 },
    { name: 'Box', template: 'HARDWARE', days: 10 },
    { name: 'Bare box', template: 'HARDWARE', days: 10 },
    { name: 'Site', template: 'WEBSITE', days: 30 },
    { name: 'Set-up', template: 'STANDARD', days: 20 },
    { name: 'Online', template: null, days: null },
    { name: 'Offline', template: 'STANDARD', days: 20 },
    { name: 'Image', template: null, days: null },
    { name: 'Advice', template: null, days: null },
  ]);
});

it('a consulting product loses its prices, and no other product does', async () => {
  expect(
    await stored(
      `select p.name from specification s join product p on p.id = s.product_id where s.status = 'DELISTED' and s.delisted_at is not null`,
    ),
  ).toEqual([{ name: 'Advice' }]);
});

it('only a paid License that has not taken effect becomes supervised', async () => {
  expect(await stored('select supervision from order_line order by position')).toEqual([
    { supervision: 'IN_PROGRESS' },
    { supervision: 'NOT_APPLICABLE' },
    { supervision: 'NOT_APPLICABLE' },
    { supervision: 'NOT_APPLICABLE' },
  ]);
});
