import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database, openDatabase } from '../../server/platform/db/database.ts';
import { DB_ROLES } from '../../server/platform/db/tenancy.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import { systemViewer } from '../../server/platform/viewer.ts';
import { loadDomain } from '../../server/schema.ts';
import { type FreshDatabase, freshDatabase } from '../kit/db.ts';
import { finish, launch, openFolder, query, type Started } from '../kit/launcher.ts';

const SETTINGS = {
  role: DB_ROLES.app,
  lock_timeout: '3s',
  statement_timeout: '5s',
  idle_in_transaction_session_timeout: '10s',
  row_security: 'on',
};

describe('every connection of the application', () => {
  let fresh: FreshDatabase;
  let db: Database;
  beforeAll(async () => {
    fresh = await freshDatabase();
    db = await openDatabase({ url: fresh.url, entities: (await loadDomain()).entities });
  });
  afterAll(async () => {
    await db?.close();
    await fresh?.drop();
  });

  const shown = sql.raw(
    Object.keys(SETTINGS)
      .map((name) => `current_setting('${name}') as ${name}`)
      .join(', '),
  );

  it('uses the unprivileged role and a time limit, for reads', async () => {
    const reader = db.reader(systemViewer('test'));
    expect(await reader.rows(sql`select ${shown}`)).toEqual([SETTINGS]);
    await expect(reader.rows(sql`create table x (id int)`)).rejects.toThrow();
    await reader.end();
  });

  it('uses both for commands too', async () => {
    const text = shown.parts.map((part) => ('text' in part ? part.text : '')).join('');
    const found = await db.transaction(systemViewer('test'), (tx) =>
      tx.rows(sql`select ${sql.raw(text)}`),
    );
    expect(found).toEqual([SETTINGS]);
  });
});

describe('the embedded database', () => {
  let folder: string;
  let cluster: Started;
  beforeAll(async () => {
    folder = await openFolder();
    cluster = await launch({ dataDir: folder });
  });
  afterAll(async () => {
    if (cluster) await finish(cluster);
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  it('flushes what it confirmed to disk', async () => {
    const names = ['fsync', 'full_page_writes', 'synchronous_commit'];
    const list = names.map((name) => `current_setting('${name}') as ${name}`).join(', ');
    expect(await query(cluster.url, `select ${list}`)).toEqual([
      { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' },
    ]);
  });

  it('listens on this machine only, and its log-in is not a superuser', async () => {
    expect(
      await query(
        cluster.url,
        `select current_setting('listen_addresses') as at, rolsuper, rolbypassrls from pg_roles where rolname = current_user`,
      ),
    ).toEqual([{ at: '127.0.0.1', rolsuper: false, rolbypassrls: false }]);
  });
});
