import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrate } from '../../server/platform/db/migrate.ts';
import { loadDomain } from '../../server/schema.ts';
import { testDatabase } from '../kit/db.ts';
import { type OlderDatabase, olderDatabase } from '../kit/older-database.ts';

/** The last version that lacks a migration which changes `exclusive_discount`. */
const BEFORE = '0217-amounts-of-notifications';
const TABLE = 'exclusive_discount';

let older: OlderDatabase;
let urls: { url: string; ownerUrl: string };
/** A session with a long transaction, such as an export. */
let exporter: pg.Client;

beforeAll(async () => {
  older = await olderDatabase(BEFORE);
  const { rows } = await older.client.query<{ name: string }>('select current_database() as name');
  const at = (text: string) => Object.assign(new URL(text), { pathname: `/${rows[0]!.name}` }).href;
  const { url, ownerUrl, superuserUrl } = testDatabase();
  urls = { url: at(url), ownerUrl: at(ownerUrl) };
  exporter = new pg.Client(at(superuserUrl));
  await exporter.connect();
});
afterAll(async () => {
  await exporter.end();
  await older.drop();
});

/** Waits until a number of sessions wait for the table. */
async function waiting(count: number): Promise<void> {
  for (;;) {
    const { rows } = await older.client.query<{ count: number }>(
      `select count(*)::int as count from pg_locks where relation = $1::regclass and not granted`,
      [TABLE],
    );
    if (rows[0]!.count === count) return;
  }
}

// A migration waited without end behind an export, and every later request on the table behind the migration.
describe('a migration of a table in use', () => {
  it('gives up in one sentence and changes nothing', async () => {
    const { entities } = await loadDomain();
    await exporter.query('begin');
    await exporter.query(`select count(*) from ${TABLE}`);
    const once = { attempts: 2, pauseMs: 0 };
    await expect(migrate(urls, entities, undefined, true, once)).rejects.toThrow(
      /^The migrations could not lock a table within 3 seconds, 2 times: .* The database is unchanged\./,
    );
    await exporter.query('rollback');
    const { rows } = await older.client.query('select max(name) as last from migration');
    expect(rows).toEqual([{ last: BEFORE }]);
  }, 60_000);

  it('lets the requests behind it proceed, and ends when the table is free', async () => {
    await exporter.query('begin');
    await exporter.query(`select count(*) from ${TABLE}`);
    const migrated = older.migrate();
    await waiting(1);
    const request = older.client.query(`select count(*) from ${TABLE}`);
    // The export is still open: the request is answered because the migration withdrew its lock.
    expect((await request).rowCount).toBe(1);
    await exporter.query('commit');
    await migrated;
    const { rows } = await older.client.query(
      `select count(*)::int as count from information_schema.columns where table_schema = 'public' and table_name = $1 and column_name = 'ended_at'`,
      [TABLE],
    );
    expect(rows).toEqual([{ count: 1 }]);
  }, 60_000);
});
