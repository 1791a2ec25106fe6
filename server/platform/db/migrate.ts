import { setTimeout as sleep } from 'node:timers/promises';
import type { EntitySchema } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { runMigrations as migrateQueue } from 'graphile-worker';
import pg from 'pg';
import { Naming, tableModel } from '../sql/columns.ts';
import { isLocked, isShownByView } from './failures.ts';
import { AS_OWNER, type DatabaseUrls, ensureRoles } from './log-ins.ts';
import { omitImpliedKeys } from './parent-keys.ts';
import { appliedMigrations, MIGRATIONS, schemaState } from './schema-state.ts';
import { SEARCH_SCHEMA, searchViewsSql } from './search-index.ts';
import { DB_ROLES } from './tenancy.ts';
import { createViews, DROP_VIEWS } from './views.ts';

/** Other sessions wait behind a migration that waits for a table: shorter than the deadline of a request. */
const LOCK_SECONDS = 3;
const asMigrator = (lockSeconds: number): string =>
  `${AS_OWNER} -c lock_timeout=${lockSeconds * 1_000}`;
/** Attempts to lock the tables, and the pause in which the sessions that waited behind one proceed. */
const PATIENCE = { attempts: 20, pauseMs: 3_000, lockSeconds: LOCK_SECONDS };

export async function migrationOrm(
  url: string,
  entities: readonly EntitySchema[],
  lockSeconds = LOCK_SECONDS,
): Promise<MikroORM> {
  return await MikroORM.init({
    clientUrl: url,
    entities: [...entities],
    namingStrategy: Naming,
    ensureDatabase: false,
    extensions: [Migrator],
    driverOptions: { options: asMigrator(lockSeconds) },
    schemaGenerator: { ignoreSchema: ['graphile_worker', 'reporting', SEARCH_SCHEMA] },
    discovery: { afterDiscovered: (storage) => omitImpliedKeys(storage, entities) },
    logger: () => {},
    migrations: {
      path: MIGRATIONS,
      glob: '*.ts',
      tableName: 'migration',
      snapshot: false,
      transactional: true,
    },
  });
}

/**
 * Migrates a database, up to `last` if given. Servers that start concurrently wait for each other. The views need all
 * columns of the entities. Throws one sentence if another session keeps a table locked.
 */
export async function migrate(
  urls: DatabaseUrls,
  entities: readonly EntitySchema[],
  last?: string,
  withViews = last === undefined,
  patience = PATIENCE,
): Promise<void> {
  const client = new pg.Client(urls.ownerUrl);
  // An interrupted start stops its database: the statement in progress fails, too.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(7236001)');
    await appliedMigrations(client);
    await ensureRoles(client, urls);
    await letOwnerCreate(client);
    const options = asMigrator(patience.lockSeconds);
    const queue = new pg.Pool({ connectionString: urls.ownerUrl, options, max: 1 });
    queue.on('error', () => {});
    queue.on('connect', (connection) => connection.on('error', () => {}));
    await untilLocked(() => migrateQueue({ pgPool: queue }), patience).finally(() => queue.end());
    const orm = await migrationOrm(urls.ownerUrl, entities, patience.lockSeconds);
    const views = withViews ? searchViewsSql(entities, tableModel) : null;
    const upWith = (dropsViews: boolean): Promise<void> =>
      untilLocked(() => up(orm, views, { last, dropsViews }), patience);
    try {
      await upWith(false);
    } catch (error) {
      if (!isShownByView(error)) throw error;
      await upWith(true);
    } finally {
      await orm.close(true);
    }
  } finally {
    await client.end();
  }
}

/** Repeats a transaction whose tables others use: waiting for them without end would stop every later request. */
async function untilLocked(
  transaction: () => Promise<void>,
  { attempts, pauseMs, lockSeconds }: typeof PATIENCE,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction();
    } catch (error) {
      if (!isLocked(error)) throw error;
      if (attempt === attempts)
        throw new Error(
          `The migrations could not lock a table within ${lockSeconds} seconds, ${attempts} times: another session uses it in a long transaction. The database is unchanged. End that session (pg_stat_activity names it), or start again later.`,
          { cause: error },
        );
      await sleep(pauseMs);
    }
  }
}

/**
 * Applies the missing migrations and replaces the views in one transaction: other servers read the views until it
 * commits, and keep them if it fails. The views are dropped first only if a migration changes a column that they show,
 * because the searches of other servers then wait.
 */
async function up(
  orm: MikroORM,
  views: string | null,
  { last, dropsViews }: { readonly last: string | undefined; readonly dropsViews: boolean },
): Promise<void> {
  const driver = orm.em.getDriver();
  await driver.getConnection().transactional(async (transaction) => {
    const run = (text: string) => driver.execute(text, undefined, 'all', transaction);
    if (dropsViews) await run(DROP_VIEWS);
    await orm.migrator.up({ ...(last !== undefined && { to: last }), transaction });
    await run(`grant select on migration to ${DB_ROLES.app}`);
    if (views !== null) await createViews(run, views);
  });
}

/** Migrates a database for a tool, unless a server uses it. Throws one sentence if it then lacks a migration. */
export async function migrateUnused(
  urls: DatabaseUrls,
  entities: readonly EntitySchema[],
): Promise<void> {
  const { pending, isInUse } = await schemaState(urls);
  if (!isInUse) return await migrate(urls, entities);
  if (pending > 0)
    throw new Error(
      `The database is in use and lacks migrations of this version (${pending}): start the server of this version first, or run this command with the version of the server.`,
    );
}

async function letOwnerCreate(client: pg.Client): Promise<void> {
  await client.query(`grant create, usage on schema public to ${DB_ROLES.owner}`);
  const { rows: database } = await client.query<{ name: string }>(
    'select quote_ident(current_database()) as name',
  );
  await client.query(
    `grant create, temporary on database ${database[0]!.name} to ${DB_ROLES.owner}`,
  );
}
