import { readdirSync } from 'node:fs';
import pg from 'pg';
import type { DatabaseUrls } from './log-ins.ts';

export const MIGRATIONS = new URL('../../migrations/', import.meta.url).pathname;

const KNOWN: readonly string[] = readdirSync(MIGRATIONS).flatMap((file) =>
  /^\d{4}-.*\.ts$/.test(file) ? [file.slice(0, -'.ts'.length)] : [],
);
/** Time in which servers of an earlier version go on, so that the one that migrated can take over. */
const HANDOVER = '30 seconds';

/** Statement with the name of a migration that this version does not know, else an empty text. */
export const UNKNOWN_MIGRATION = `select coalesce(min(name), '') from migration
  where name <> all('{${KNOWN.join(',')}}'::text[]) and executed_at < now() - interval '${HANDOVER}'`;

/** The database was migrated by a newer version of the product. */
export class SchemaAhead extends Error {
  constructor(migration: string) {
    super(
      `The database is ahead of this version of PartnerGraph: it has the migration ${migration}. Start the version that made it, or a newer one.`,
    );
  }
}

export interface SchemaState {
  /** Number of migrations of this version that the database lacks. */
  readonly pending: number;
  /** Whether another process uses the database with one of the log-ins. */
  readonly isInUse: boolean;
}

/** The state of a database. Throws SchemaAhead if it has a migration that this version does not know. */
export async function schemaState({ url, ownerUrl }: DatabaseUrls): Promise<SchemaState> {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  try {
    const applied = await appliedMigrations(client);
    const { rows } = await client.query(
      `select 1 from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and usename = any($1) limit 1`,
      [[url, ownerUrl].map((one) => new pg.Client(one).user)],
    );
    return {
      pending: KNOWN.filter((name) => !applied.includes(name)).length,
      isInUse: rows.length > 0,
    };
  } finally {
    await client.end();
  }
}

/** Names of the migrations of a database. Throws SchemaAhead if this version does not know one of them. */
export async function appliedMigrations(client: pg.Client): Promise<readonly string[]> {
  const { rows: found } = await client.query<{ table: string | null }>(
    `select to_regclass('public.migration')::text as table`,
  );
  if (!found[0]?.table) return [];
  const { rows } = await client.query<{ name: string }>('select name from migration order by name');
  const unknown = rows.find(({ name }) => !KNOWN.includes(name));
  if (unknown) throw new SchemaAhead(unknown.name);
  return rows.map(({ name }) => name);
}
