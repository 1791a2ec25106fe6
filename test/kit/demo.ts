import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFiles } from '../../server/platform/files/open-store.ts';
import { openLog } from '../../server/platform/log.ts';
import { seedDemo } from '../../server/seeds/index.ts';
import { type FreshDatabase, freshDatabase, maintenance } from './db.ts';
import { openWorld } from './world.ts';

/** A database with the demo's history, made by the first file of a run that asks for a copy. */
const TEMPLATE = 'demo_template';
/** Only one file makes the template; the others wait. */
const SEED_LOCK = 7_236_003;

/** Creates a database with the demo's history. The bytes of its files are missing. */
export async function demoDatabase(): Promise<FreshDatabase> {
  await maintenance(async (client) => {
    await client.query('select pg_advisory_lock($1)', [SEED_LOCK]);
    const known = await client.query('select from pg_database where datname = $1', [TEMPLATE]);
    if (known.rowCount === 0)
      await client.query(`alter database ${await seeded()} rename to ${TEMPLATE}`);
  });
  return await freshDatabase(TEMPLATE);
}

/** Seeds a database and returns its name. */
async function seeded(): Promise<string> {
  const database = await freshDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'demo-'));
  const { db, deps } = await openWorld('demo', async () => database);
  const files = openFiles({ dataDir, s3Url: null });
  await seedDemo({ deps, log: openLog('silent'), files, say: () => {} });
  await db.close();
  await rm(dataDir, { recursive: true });
  return new URL(database.url).pathname.slice(1);
}
