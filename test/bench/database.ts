import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { ApiDeps } from '../../server/platform/api/context.ts';
import { systemClock, systemTiming } from '../../server/platform/clock.ts';
import { openDatabase } from '../../server/platform/db/database.ts';
import { migrate } from '../../server/platform/db/migrate.ts';
import { openFiles } from '../../server/platform/files/open-store.ts';
import { openLog } from '../../server/platform/log.ts';
import { secretsFrom } from '../../server/platform/secrets.ts';
import { type EmbeddedPostgres, startPostgres } from '../../server/postgres/index.ts';
import { readPostmaster } from '../../server/postgres/postmaster.ts';
import { loadDomain } from '../../server/schema.ts';
import { seedScale } from '../../server/seeds/scale/index.ts';
import { progressBar } from '../../server/tools/progress.ts';

const inServer = (path: string): string =>
  fileURLToPath(new URL(`../../server/${path}`, import.meta.url));

export interface BenchCluster {
  /** Process id of the postmaster. */
  readonly postmaster: number;
  /** Runs SQL as the superuser on a database of the cluster. */
  admin<T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T>;
  /** URL with the log-in that owns the database: the compared servers act as the tables' owner. */
  url(database: string): string;
  stop(): Promise<void>;
}

/**
 * The bench's PostgreSQL, kept in the folder `bench` of `DATA_DIR` (`.data`), so that large seeds are made
 * once.
 */
export async function openCluster(log: (line: string) => void): Promise<BenchCluster> {
  const dataDir = resolve(process.env.DATA_DIR || '.data', 'bench');
  const server: EmbeddedPostgres = await startPostgres({ dataDir, log });
  const at = (url: string, database: string): string => {
    const address = new URL(url);
    address.pathname = `/${database}`;
    return address.href;
  };
  const cluster: BenchCluster = {
    postmaster: readPostmaster(join(server.dataDir, 'cluster'))!.pid,
    async admin(database, work) {
      const client = new pg.Client(at(server.superuserUrl, database));
      await client.connect();
      try {
        return await work(client);
      } finally {
        await client.end();
      }
    },
    url: (database) => at(server.ownerUrl, database),
    stop: () => server.stop(),
  };
  await cluster.admin('postgres', async (client) => {
    // Autovacuum after one server's run would slow the next one down, so `prepare` vacuums before each run.
    await client.query('alter system set autovacuum = off');
    await client.query('select pg_reload_conf()');
  });
  return cluster;
}

/**
 * The name of the database with a marketplace of that many customers. Creates it if it is missing or if
 * tables or seed have changed since.
 */
export async function scaleDatabase(
  cluster: BenchCluster,
  customers: number,
  log: (line: string) => void,
): Promise<string> {
  const family = `scale_${customers}_`;
  const name = family + fingerprint();
  const draft = `${family}draft`;
  const present = await cluster.admin('postgres', async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [family],
    );
    for (const old of rows.filter((row) => row.name !== name))
      await client.query(`drop database "${old.name}" with (force)`);
    if (rows.some((row) => row.name === name)) return true;
    await client.query(`create database ${draft} owner partnergraph`);
    return false;
  });
  if (present) return name;
  log(
    `Making ${customers.toLocaleString('en')} customers with all that belongs to them, once: about ${seedTime(customers)} …`,
  );
  const since = performance.now();
  await withDeps(cluster.url(draft), (deps) =>
    seedScale(deps, { customers, password: 'bench', onProgress: progressBar() }),
  );
  await cluster.admin('postgres', async (client) => {
    await client.query(`alter database ${draft} rename to ${name}`);
    // No server's writes wait for the disk: the bench does not compare disks.
    await client.query(`alter database ${name} set synchronous_commit = off`);
  });
  await cluster.admin(name, (client) => client.query('vacuum analyze'));
  log(`Made in ${Math.round((performance.now() - since) / 1_000)} s.`);
  return name;
}

const seedTime = (customers: number): string =>
  customers <= 10_000 ? 'half a minute' : `${Math.ceil(customers / 40_000)} minutes`;

/** Runs work with the dependencies of commands, after the database was migrated to the current schema. */
export async function withDeps<T>(url: string, work: (deps: ApiDeps) => Promise<T>): Promise<T> {
  const domain = await loadDomain();
  await migrate({ url, ownerUrl: url }, domain.entities);
  const db = await openDatabase({ url, entities: domain.entities, poolSize: 2 });
  try {
    return await work({
      db,
      clock: systemClock,
      realClock: systemClock,
      timing: systemTiming,
      log: openLog('silent'),
      files: openFiles({ dataDir: tmpdir(), s3Url: null }),
      domain,
      secrets: secretsFrom('of-the-bench-and-of-nothing-else-0123456789'),
      publicUrl: 'http://localhost',
    });
  } finally {
    await db.close();
  }
}

/** Hash of the sources that determine a seeded database. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const folder of ['migrations', 'migrations/functions', 'seeds/scale'])
    for (const file of readdirSync(inServer(folder), { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    ))
      if (file.isFile()) hash.update(readFileSync(join(inServer(folder), file.name)));
  return hash.digest('hex').slice(0, 12);
}
