import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openDatabase } from '../../server/platform/db/database.ts';
import type { DatabaseUrls } from '../../server/platform/db/log-ins.ts';
import { migrate, migrateUnused } from '../../server/platform/db/migrate.ts';
import { SchemaAhead } from '../../server/platform/db/schema-state.ts';
import { loadDomain } from '../../server/schema.ts';
import { type FreshDatabase, freshDatabase } from '../kit/db.ts';

const NEWEST = '0192-offers-of-a-demand';

let database: FreshDatabase;
let urls: DatabaseUrls;
let client: pg.Client;
let entities: Awaited<ReturnType<typeof loadDomain>>['entities'];

beforeAll(async () => {
  ({ entities } = await loadDomain());
  database = await freshDatabase();
  urls = { url: database.url, ownerUrl: database.ownerUrl };
  client = new pg.Client(database.superuserUrl);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
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
  client.query("insert into migration (name, executed_at) values ($1, now() - interval '1 hour')", [
    name,
  ]);

// A migration dropped the views before it began, and a failed one left the servers without them.
describe('the views of searches', () => {
  it('stay while migrations run, and if one fails', async () => {
    const before = await views();
    expect(before.length).toBeGreaterThan(20);
    await forget(NEWEST);
    // Its index exists already.
    await expect(migrate(urls, entities)).rejects.toThrow();
    expect(await views()).toEqual(before);
    await remember(NEWEST);
  });

  it('follow the code in the same transaction', async () => {
    const before = await views();
    await client.query(`drop schema searched cascade`);
    await migrate(urls, entities);
    expect(await views()).toEqual(before);
  });
});

describe('a database of a newer version', () => {
  it('is refused by servers and tools in one sentence, and a running server is no longer ready', async () => {
    const db = await openDatabase({ ...urls, entities, poolSize: 1 });
    try {
      await db.ping();
      await client.query(`insert into migration (name) values ('9999-from-the-future')`);
      // The newer server needs a moment to take over.
      await db.ping();
      await client.query(`update migration set executed_at = now() - interval '1 hour'`);
      await expect(db.ping()).rejects.toThrow(SchemaAhead);
      const sentence =
        'The database is ahead of this version of PartnerGraph: it has the migration 9999-';
      await expect(migrate(urls, entities)).rejects.toThrow(sentence);
      await expect(migrateUnused(urls, entities)).rejects.toThrow(sentence);
    } finally {
      await forget('9999-from-the-future');
      await db.close();
    }
  });
});

describe('a tool', () => {
  it('migrates no database that a server uses, but works on a current one', async () => {
    const db = await openDatabase({ ...urls, entities, poolSize: 1 });
    await db.ping();
    await client.query('drop schema searched cascade');
    await migrateUnused(urls, entities);
    expect(await views()).not.toContain('customer_access');
    await forget(NEWEST);
    await expect(migrateUnused(urls, entities)).rejects.toThrow(
      'The database is in use and lacks migrations of this version (1)',
    );
    await remember(NEWEST);
    await db.close();
    await migrateUnused(urls, entities);
    expect((await views()).length).toBeGreaterThan(20);
  });
});
