import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrate } from '../../../server/platform/db/migrate.ts';
import type { Domain } from '../../../server/platform/domain.ts';
import { CURRENCY } from '../../../server/platform/money.ts';
import { loadDomain } from '../../../server/schema.ts';
import { type FreshDatabase, freshDatabase, testDatabase } from '../../kit/db.ts';

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
      [`CHECK ((currency = '${CURRENCY}'::text))`],
    );
    expect(rows.length).toBeGreaterThan(10);
    expect(rows).toEqual(
      rows.map(({ table }) => ({ table, filled: `'${CURRENCY}'::text`, checked: true })),
    );
  });
});

describe('an older database', () => {
  const name = `test_currency_${process.pid}_${randomBytes(4).toString('hex')}`;
  let domain: Domain;
  let admin: pg.Client;
  let client: pg.Client;
  const urls = () => {
    const { url, ownerUrl, superuserUrl } = testDatabase();
    const at = (text: string) => Object.assign(new URL(text), { pathname: `/${name}` }).href;
    return { url: at(url), ownerUrl: at(ownerUrl), superuserUrl: at(superuserUrl) };
  };
  beforeAll(async () => {
    domain = await loadDomain();
    admin = new pg.Client(testDatabase().superuserUrl);
    await admin.connect();
    await admin.query(`create database ${name} owner partnergraph`);
    await migrate(urls(), domain.entities, '0008-carry-over');
    client = new pg.Client(urls().superuserUrl);
    await client.connect();
  });
  afterAll(async () => {
    await client?.end();
    await admin?.query(`drop database if exists ${name} with (force)`);
    await admin?.end();
  });

  it('names the tables with rows in another currency, and migrates once they are converted', async () => {
    await client.query(`
      insert into deadline (id, created_at, subject_type, subject_id, kind, due_at, on_expiry, label, amount_minor, currency)
      select gen_random_uuid(), now(), 'Demand', gen_random_uuid(), 'INSTANT', now(), 'EXPIRED', 'x', minor, currency
      from (values (1, 'USD'), (2, 'CNY'), (null, null)) v (minor, currency)`);
    await expect(migrate(urls(), domain.entities)).rejects.toThrow(
      'The site has one currency, CNY. Convert the amounts in others, then start again: deadline (USD)',
    );
    await client.query(`update deadline set currency = 'CNY' where currency = 'USD'`);
    await migrate(urls(), domain.entities);
    const { rows } = await client.query('select distinct currency from deadline');
    expect(rows).toEqual([{ currency: 'CNY' }]);
    await expect(client.query(`update deadline set currency = 'USD'`)).rejects.toThrow(
      'deadline_currency_check',
    );
  });
});
