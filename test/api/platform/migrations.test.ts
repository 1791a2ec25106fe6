import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openDatabase } from '../../../server/platform/db/database.ts';
import { migrate, migrateUnused } from '../../../server/platform/db/migrate.ts';
import { SchemaAhead } from '../../../server/platform/db/schema-state.ts';
import { money } from '../../../server/platform/money.ts';
import { loadDomain } from '../../../server/schema.ts';
import { type FreshDatabase, freshDatabase } from '../../kit/db.ts';
import { type OlderDatabase, olderDatabase } from '../../kit/older-database.ts';
import { read } from '../../kit/source.ts';

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

let entities: Awaited<ReturnType<typeof loadDomain>>['entities'];
beforeAll(async () => {
  ({ entities } = await loadDomain());
});

describe('a database of an earlier version', () => {
  /** The last version that lacks a migration which changes `exclusive_discount`. */
  const BEFORE = '0217-amounts-of-notifications';
  const TABLE = 'exclusive_discount';
  let older: OlderDatabase;
  /** A session with a long transaction, such as an export. */
  let exporter: pg.Client;

  beforeAll(async () => {
    older = await olderDatabase('0008-carry-over');
    exporter = new pg.Client(older.urls.superuserUrl);
    await exporter.connect();
  });
  afterAll(async () => {
    await exporter?.end();
    await older?.drop();
  });

  const last = async (): Promise<string> =>
    (await older.client.query('select max(name) as last from migration')).rows[0].last;

  /** Waits until a session waits for the table. */
  async function waiting(): Promise<void> {
    for (;;) {
      const { rowCount } = await older.client.query(
        'select from pg_locks where relation = $1::regclass and not granted',
        [TABLE],
      );
      if (rowCount === 1) return;
    }
  }

  it('with amounts in another currency is migrated once they are converted', async () => {
    const { client } = older;
    await client.query(`
      insert into deadline (id, created_at, subject_type, subject_id, kind, due_at, on_expiry, label, amount_minor, currency)
      select gen_random_uuid(), now(), 'Demand', gen_random_uuid(), 'INSTANT', now(), 'EXPIRED', 'x', minor, currency
      from (values (1, 'USD'), (2, 'CNY'), (null, null)) v (minor, currency)`);
    const to = '0011-composite-keys';
    await expect(older.migrate(to)).rejects.toThrow(
      'The site has one currency, CNY. Convert the amounts in others, then start again: deadline (USD)',
    );
    await client.query(`update deadline set currency = 'CNY' where currency = 'USD'`);
    await older.migrate(to);
    const { rows } = await client.query('select distinct currency from deadline');
    expect(rows).toEqual([{ currency: 'CNY' }]);
    await expect(client.query(`update deadline set currency = 'USD'`)).rejects.toThrow(
      'deadline_currency_check',
    );
    for (const row of ROWS) await client.query(row);
    await older.migrate(BEFORE);
  });

  // A migration waited without end behind an export, and every later request on the table behind the migration.
  it('is left unchanged, with one sentence, if its table is in use', async () => {
    await exporter.query('begin');
    await exporter.query(`select count(*) from ${TABLE}`);
    const patience = { attempts: 2, pauseMs: 0, lockSeconds: 0.2 };
    await expect(migrate(older.urls, entities, undefined, true, patience)).rejects.toThrow(
      /^The migrations could not lock a table within 0.2 seconds, 2 times: .* The database is unchanged\./,
    );
    expect(await last()).toBe(BEFORE);
  });

  it('is migrated once the table is free, and requests behind the migration proceed before', async () => {
    const patience = { attempts: 600, pauseMs: 0, lockSeconds: 0.5 };
    const to = '0236-amounts-of-deadlines';
    const migrated = migrate(older.urls, entities, to, false, patience);
    await waiting();
    const request = older.client.query(`select count(*) from ${TABLE}`);
    // The export is still open: the request is answered because the migration withdrew its lock.
    expect((await request).rowCount).toBe(1);
    await exporter.query('commit');
    await migrated;
    expect(await last()).toBe(to);
  });

  /** The statements that the changelog gives below a heading. */
  const statements = (heading: string): string[] => {
    const [, of] = read('CHANGELOG.md').split(`**${heading}**`);
    const [, block] = /```sql\n([^`]+)```/.exec(of!)!;
    return block!
      .split(';')
      .map((line) => line.trim())
      .filter(Boolean);
  };
  /** The ids of all indexes by their names. */
  async function indexes(): Promise<Record<string, string>> {
    const { rows } = await older.client.query(
      `select i.relname as name, i.oid::text as id from pg_index x join pg_class i on i.oid = x.indexrelid where x.indisvalid`,
    );
    return Object.fromEntries(rows.map(({ name, id }) => [name, id]));
  }

  // The upgrade built indexes of large tables while nobody could write any.
  it.each([
    ['Indexes of order lines.', '0260-prospects-in-an-index', 4],
    ['Indexes of sums and tabs.', undefined, 8],
  ])('takes over the indexes that were built beforehand: %s', async (heading, to, count) => {
    for (const statement of statements(heading)) await older.client.query(statement);
    const built = await indexes();
    await older.migrate(to);
    const after = await indexes();
    const names = statements(heading).flatMap((text) => /concurrently (\w+)/.exec(text)?.[1] ?? []);
    expect(names).toHaveLength(count);
    expect(names.map((name) => [name, after[name.replace(/_next$/, '')]])).toEqual(
      names.map((name) => [name, built[name]]),
    );
  });

  it('gives stored rows the names of the API', async () => {
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
    expect(await rows('select key from policy_value')).toEqual([
      { key: 'binding.pre-registration' },
    ]);
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
});

describe('a database of this version', () => {
  const NEWEST = '0192-offers-of-a-demand';
  let database: FreshDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    database = await freshDatabase();
    client = new pg.Client(database.superuserUrl);
    await client.connect();
  });
  afterAll(async () => {
    await client?.end();
    await database?.drop();
  });

  /** Names of the views in the schema that searches read. */
  const views = async (): Promise<string[]> =>
    (
      await client.query<{ name: string }>(
        `select viewname as name from pg_views where schemaname in ('searched', 'reporting') order by 1`,
      )
    ).rows.map(({ name }) => name);
  /** Brings the database back to the state before a migration whose SQL adds nothing that exists. */
  const forget = (name: string) => client.query('delete from migration where name = $1', [name]);
  const remember = (name: string) =>
    client.query(
      "insert into migration (name, executed_at) values ($1, now() - interval '1 hour')",
      [name],
    );

  it('has one currency, which every column of a currency is filled with and checked for', async () => {
    const { rows } = await client.query<{ table: string; filled: string; checked: boolean }>(
      `
      select table_name as "table", column_default as filled, exists (
        select 1 from pg_constraint where conrelid = table_name::regclass and contype = 'c'
          and pg_get_constraintdef(oid) = $1) and is_nullable = 'NO' as checked
      from information_schema.columns where table_schema = 'public' and column_name = 'currency'`,
      [`CHECK ((currency = '${money.currency}'::text))`],
    );
    expect(rows.length).toBeGreaterThan(10);
    expect(rows).toEqual(
      rows.map(({ table }) => ({ table, filled: `'${money.currency}'::text`, checked: true })),
    );
  });

  // A migration dropped the views before it began, and a failed one left the servers without them.
  it('keeps the views of searches while migrations run, and if one fails', async () => {
    const before = await views();
    expect(before.length).toBeGreaterThan(20);
    await forget(NEWEST);
    // Its index exists already.
    await expect(migrate(database, entities)).rejects.toThrow();
    expect(await views()).toEqual(before);
    await remember(NEWEST);
    // They follow the code in the same transaction.
    await client.query(`drop schema searched cascade`);
    await migrate(database, entities);
    expect(await views()).toEqual(before);
  });

  it('is refused by an older version in one sentence, whose running servers are no longer ready', async () => {
    const db = await openDatabase({ ...database, entities, poolSize: 1 });
    try {
      await db.ping();
      await client.query(`insert into migration (name) values ('9999-from-the-future')`);
      // The newer server needs a moment to take over.
      await db.ping();
      await client.query(`update migration set executed_at = now() - interval '1 hour'`);
      await expect(db.ping()).rejects.toThrow(SchemaAhead);
      const sentence =
        'The database is ahead of this version of PartnerGraph: it has the migration 9999-';
      await expect(migrate(database, entities)).rejects.toThrow(sentence);
      await expect(migrateUnused(database, entities)).rejects.toThrow(sentence);
    } finally {
      await forget('9999-from-the-future');
      await db.close();
    }
  });

  it('is migrated by a tool only if no server uses it', async () => {
    const db = await openDatabase({ ...database, entities, poolSize: 1 });
    await db.ping();
    await client.query('drop schema searched cascade');
    await migrateUnused(database, entities);
    expect(await views()).not.toContain('customer_access');
    await forget(NEWEST);
    await expect(migrateUnused(database, entities)).rejects.toThrow(
      'The database is in use and lacks migrations of this version (1)',
    );
    await remember(NEWEST);
    await db.close();
    await migrateUnused(database, entities);
    expect((await views()).length).toBeGreaterThan(20);
  });
});
