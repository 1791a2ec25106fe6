import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { money } from '../../../server/platform/money.ts';
import { type FreshDatabase, freshDatabase } from '../../kit/db.ts';
import { type OlderDatabase, olderDatabase } from '../../kit/older-database.ts';

describe('the currency of the database', () => {
  let fresh: FreshDatabase;
  let client: pg.Client;
  beforeAll(async () => {
    fresh = await freshDatabase();
    client = new pg.Client(fresh.superuserUrl);
    await client.connect();
  });
  afterAll(async () => {
    await client?.end();
    await fresh?.drop();
  });

  it('is filled in and checked in every currency column', async () => {
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
});

describe('an older database', () => {
  let older: OlderDatabase;
  beforeAll(async () => {
    older = await olderDatabase('0008-carry-over');
  });
  afterAll(() => older?.drop());

  it('names the tables with rows in another currency, and migrates once they are converted', async () => {
    const { client } = older;
    await client.query(`
      insert into deadline (id, created_at, subject_type, subject_id, kind, due_at, on_expiry, label, amount_minor, currency)
      select gen_random_uuid(), now(), 'Demand', gen_random_uuid(), 'INSTANT', now(), 'EXPIRED', 'x', minor, currency
      from (values (1, 'USD'), (2, 'CNY'), (null, null)) v (minor, currency)`);
    await expect(older.migrate()).rejects.toThrow(
      'The site has one currency, CNY. Convert the amounts in others, then start again: deadline (USD)',
    );
    await client.query(`update deadline set currency = 'CNY' where currency = 'USD'`);
    await older.migrate();
    const { rows } = await client.query('select distinct currency from deadline');
    expect(rows).toEqual([{ currency: 'CNY' }]);
    await expect(client.query(`update deadline set currency = 'USD'`)).rejects.toThrow(
      'deadline_currency_check',
    );
  });
});
