import type { EntitySchema } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { runMigrations as migrateQueue } from 'graphile-worker';
import pg from 'pg';
import { Naming, tableModel } from '../sql/columns.ts';
import { AS_OWNER, type DatabaseUrls, ensureRoles } from './log-ins.ts';
import { omitImpliedKeys } from './parent-keys.ts';
import { SEARCH_SCHEMA, searchViewsSql } from './search-index.ts';
import { DB_ROLES } from './tenancy.ts';
import { createViews, dropViews } from './views.ts';

const MIGRATIONS = new URL('../../migrations/', import.meta.url).pathname;

export async function migrationOrm(
  url: string,
  entities: readonly EntitySchema[],
): Promise<MikroORM> {
  return await MikroORM.init({
    clientUrl: url,
    entities: [...entities],
    namingStrategy: Naming,
    ensureDatabase: false,
    extensions: [Migrator],
    driverOptions: { options: AS_OWNER },
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
 * columns of the entities.
 */
export async function migrate(
  urls: DatabaseUrls,
  entities: readonly EntitySchema[],
  last?: string,
  withViews = last === undefined,
): Promise<void> {
  const client = new pg.Client(urls.ownerUrl);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(7236001)');
    await ensureRoles(client, urls);
    await letOwnerCreate(client);
    const queue = new pg.Pool({ connectionString: urls.ownerUrl, options: AS_OWNER, max: 1 });
    queue.on('error', () => {});
    queue.on('connect', (connection) => connection.on('error', () => {}));
    await migrateQueue({ pgPool: queue }).finally(() => queue.end());
    const orm = await migrationOrm(urls.ownerUrl, entities);
    try {
      const pending = await orm.migrator.getPending();
      // A view would keep a migration from changing the columns that it shows.
      if (pending.length > 0) await dropViews(urls.ownerUrl);
      await orm.migrator.up(last === undefined ? {} : { to: last });
    } finally {
      await orm.close(true);
    }
    if (withViews) await createViews(urls.ownerUrl, searchViewsSql(entities, tableModel));
  } finally {
    await client.end();
  }
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
