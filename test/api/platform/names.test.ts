import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type OlderDatabase, olderDatabase } from '../../kit/older-database.ts';

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [partner, seller, customer, member] = [id(1), id(2), id(3), id(4)];

/** Rows in the words of an earlier version. */
const ROWS = [
  `insert into organization (id, created_at, kind, name, code) values ('${partner}', now(), 'PARTNER', 'P', 'p'), ('${seller}', now(), 'SELLER', 'S', 's')`,
  `insert into partner (id, created_at, name, search_key, tier, status, joined_at) values ('${partner}', now(), 'P', 'p', 'SOLUTION_PROVIDER', 'ENROLLED', now())`,
  `insert into app_user (id, created_at, mail, name) values ('${id(5)}', now(), 'a@example.com', 'A')`,
  `insert into membership (id, created_at, user_id, org_id, role, name, mail) values ('${member}', now(), '${id(5)}', '${partner}', 'csp.manager', 'A', 'a@example.com')`,
  `insert into customer (id, created_at, name, name_key) values ('${customer}', now(), 'C', 'c')`,
  `insert into product (id, created_at, seller_id, name, search_key, sale_model, product_type, status, max_share_ratio, standard_share_ratio, floor_pay_rate, supervision_template)
    values ('${id(6)}', now(), '${seller}', 'X', 'x', 'COMMON', 'MANUAL_SERVICE', 'ON_SALE', 0.5, 0.1, 0.7, 'website'),
      ('${id(7)}', now(), '${seller}', 'Y', 'y', 'COMMON', 'MANUAL_SERVICE', 'ON_SALE', 0.5, 0.1, 0.7, '人工')`,
  `insert into partner_binding (id, created_at, partner_id, customer_id, status, reported_at, due_at)
    values ('${id(10)}', now(), '${partner}', '${customer}', 'REPORTED', '2026-01-02', now() + interval '1 day')`,
  `insert into domain_event (id, created_at, subject_type, subject_id, event, from_state, to_state, subject_version, label, actor_name, actor_side, via, request_id)
    values ('${id(11)}', now(), 'PartnerBinding', '${id(10)}', 'report', null, 'REPORTED', 1, 'C', 'A', 'partner', 'PORTAL', 'r'),
      ('${id(12)}', now(), 'PartnerBinding', '${id(10)}', 'invite', 'REPORTED', 'INVITED', 2, 'C', 'A', 'partner', 'PORTAL', 'r')`,
  `insert into csp_authorization (id, created_at, seller_id, product_id, product_name, search_key, share_ratio, max_share_ratio, valid_from, valid_until, terms_version, status, min_pay_rate)
    values ('${id(13)}', now(), '${seller}', '${id(6)}', 'X', 'x', 0.1, 0.5, now(), now() + interval '1 day', 1, 'ACTIVE', 0.8)`,
  `insert into customer_order (id, created_at, number, order_type, customer_id, customer_name, partner_id, attribution, search_key, status, placed_at, currency, list_total_minor, deal_total_minor, voucher_total_minor, cash_total_minor)
    values ('${id(14)}', now(), '1', 'NEW', '${customer}', 'C', '${partner}', 'LINK', 'c', 'PENDING_PAYMENT', now(), 'CNY', 1, 1, 0, 1)`,
  `insert into policy_value (id, created_at, key, value, effective_from, set_by, reason) values ('${id(15)}', now(), 'binding.report', 20, now(), 'A', 'x')`,
  `insert into saved_view (id, created_at, org_id, owner_id, list, name, is_shared, state)
    values ('${id(16)}', now(), '${partner}', '${member}', 'bindings', 'Open', false, '{"status": "INVITED~REPORTED", "search": "REPORTED"}'),
      ('${id(17)}', now(), '${partner}', '${member}', 'orders', 'Links', false, '{"attribution": "LINK"}'),
      ('${id(18)}', now(), '${partner}', '${member}', 'invoices', 'Late', true, '{"overdue": "true", "q": "INV"}')`,
];

let older: OlderDatabase;
beforeAll(async () => {
  older = await olderDatabase('0011-composite-keys');
  for (const row of ROWS) await older.client.query(row);
});
afterAll(() => older?.drop());

it('give stored rows the names of the API', async () => {
  await older.migrate();
  const rows = async (text: string) => (await older.client.query(text)).rows;
  expect(
    await rows(
      `select status, pre_registered_at = '2026-01-02' as kept, guard_pre_registered_elsewhere(customer_id, '${seller}') as elsewhere from partner_binding`,
    ),
  ).toEqual([{ status: 'PRE_REGISTERED', kept: true, elsewhere: true }]);
  expect(await rows('select status from customer')).toEqual([{ status: 'PRE_REGISTERED' }]);
  expect(
    await rows(
      `select event, from_state as "from", to_state as "to" from domain_event order by subject_version`,
    ),
  ).toEqual([
    { event: 'preRegister', from: null, to: 'PRE_REGISTERED' },
    { event: 'invite', from: 'PRE_REGISTERED', to: 'INVITED' },
  ]);
  expect(await rows('select floor_pay_rate::float as floor from csp_authorization')).toEqual([
    { floor: 0.8 },
  ]);
  expect(await rows('select attribution from customer_order')).toEqual([
    { attribution: 'SELECTED' },
  ]);
  expect(await rows('select key from policy_value')).toEqual([{ key: 'binding.pre-registration' }]);
  expect(await rows('select state from saved_view order by id')).toEqual([
    { state: { status: 'INVITED~PRE_REGISTERED', search: 'REPORTED' } },
    { state: { attribution: 'SELECTED' } },
    { state: { isOverdue: 'true', q: 'INV' } },
  ]);
  expect(await rows('select supervision_template as template from product order by id')).toEqual([
    { template: 'WEBSITE' },
    { template: 'STANDARD' },
  ]);
  await expect(
    older.client.query(`update partner_binding set status = 'REPORTED', due_at = null`),
  ).rejects.toThrow('partner_binding_status_check');
});
