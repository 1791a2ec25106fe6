import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOUR } from '../../server/platform/clock.ts';
import { openFiles } from '../../server/platform/files/open-store.ts';
import { openLog } from '../../server/platform/log.ts';
import { seedDemo, seedState } from '../../server/seeds/index.ts';
import { type FreshDatabase, freshDatabase, maintenance } from './db.ts';
import { openWorld, type World } from './world.ts';

/** A database with the demo's history, made by the first file of a run that asks for a copy. */
const TEMPLATE = 'demo_template';
/** Transactions after which a process that makes it is killed. The next one finishes the history, on a later day. */
const KILLED_AFTER = [40, 500];
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

/** A database that fails after a number of transactions, as when the process is killed. */
function killed(db: World['db'], after: number): World['db'] {
  let left = after;
  return {
    ...db,
    async transaction(...args: Parameters<World['db']['transaction']>) {
      left -= 1;
      if (left < 0) throw new Error('killed');
      return await db.transaction(...args);
    },
  } as World['db'];
}

/** Seeds a database and returns its name. */
async function seeded(): Promise<string> {
  const database = await freshDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'demo-'));
  const { clock, db, deps } = await openWorld('demo', async () => database);
  const files = openFiles({ dataDir, s3Url: null });
  const seed = (on = db): Promise<void> =>
    seedDemo({ deps: { ...deps, db: on }, log: openLog('silent'), files, say: () => {} });
  for (const transactions of KILLED_AFTER) {
    await assert.rejects(seed(killed(db, transactions)), /^Error: killed$/);
    assert.equal(await seedState(deps), 'PARTIAL');
  }
  clock.advance(36 * HOUR);
  await seed();
  await db.close();
  await rm(dataDir, { recursive: true });
  return new URL(database.url).pathname.slice(1);
}
