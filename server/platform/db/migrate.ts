import type { EntitySchema } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { runMigrations as migrateQueue } from 'graphile-worker';
import pg from 'pg';
import { DB_ROLES } from './tenancy.ts';

/** Everything the product creates belongs to the owner role, whoever connects. */
export const AS_OWNER = `-c role=${DB_ROLES.owner}`;

const MIGRATIONS = new URL('../../migrations/', import.meta.url).pathname;

export async function migrationOrm(
  url: string,
  entities: readonly EntitySchema[],
): Promise<MikroORM> {
  return await MikroORM.init({
    clientUrl: url,
    entities: [...entities],
    ensureDatabase: false,
    extensions: [Migrator],
    driverOptions: { options: AS_OWNER },
    schemaGenerator: { ignoreSchema: ['graphile_worker'] },
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
 * Brings the database of `url` to the current schema: the three roles, the job queue, the product's
 * tables. May be called at every start; two servers starting at once wait for each other. `last` is the
 * migration to stop after.
 */
export async function migrate(
  url: string,
  entities: readonly EntitySchema[],
  last?: string,
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(7236001)');
    await ensureRoles(client);
    const queue = new pg.Pool({ connectionString: url, options: AS_OWNER, max: 1 });
    queue.on('error', () => {});
    queue.on('connect', (connection) => connection.on('error', () => {}));
    await migrateQueue({ pgPool: queue }).finally(() => queue.end());
    const orm = await migrationOrm(url, entities);
    try {
      await orm.migrator.up(last === undefined ? {} : { to: last });
    } finally {
      await orm.close(true);
    }
  } finally {
    await client.end();
  }
}

const ROLES = Object.values(DB_ROLES);

/** Creates the roles where they are missing and lets the database's user act as each of them. */
async function ensureRoles(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ role: string }>(
    'select rolname as role from pg_roles where rolname = any($1)',
    [ROLES],
  );
  const absent = ROLES.filter((role) => rows.every((row) => row.role !== role));
  for (const role of ROLES) {
    try {
      if (absent.includes(role)) await client.query(`create role ${role} nologin`);
      const { rows: member } = await client.query<{ may: boolean }>(
        `select pg_has_role(current_user, $1, 'set') as may`,
        [role],
      );
      if (!member[0]?.may) await client.query(`grant ${role} to current_user`);
    } catch (error) {
      if ((error as { code?: string }).code === '42710') continue;
      throw new Error(
        `The database user may not create the roles PartnerGraph needs. Have a superuser run once: ${await rolesSql(client, absent)}`,
        { cause: error },
      );
    }
  }
  await client.query(`grant create, usage on schema public to ${DB_ROLES.owner}`);
  const { rows: database } = await client.query<{ name: string }>(
    'select current_database() as name',
  );
  await client.query(
    `grant create, temporary on database "${database[0]!.name}" to ${DB_ROLES.owner}`,
  );
}

/** What a superuser runs for a user who may not create roles, as it can be pasted. */
async function rolesSql(client: pg.Client, absent: readonly string[]): Promise<string> {
  const { rows } = await client.query<{ name: string }>('select quote_ident(current_user) as name');
  const creations = absent.map((role) => `create role ${role} nologin; `).join('');
  return `${creations}grant ${ROLES.join(', ')} to ${rows[0]!.name};`;
}
