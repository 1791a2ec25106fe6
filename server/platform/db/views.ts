import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { AS_OWNER } from './log-ins.ts';
import { SEARCH_SCHEMA } from './search-index.ts';

/** The DDL of the views of reports, written by `npm run schema` from the declared reads and reports. */
const REPORTING = new URL('../../migrations/reporting.sql', import.meta.url);
const dropOf = (schema: string): string => `drop schema if exists ${schema} cascade`;

/** Creates the views of the database role of reports and those of searches, unless they are there already. */
export async function createViews(ownerUrl: string, searched: string): Promise<void> {
  const reporting = await readFile(REPORTING, 'utf8');
  await asOwner(ownerUrl, async (client) => {
    await createSchema(client, 'reporting', reporting);
    await createSchema(client, SEARCH_SCHEMA, searched);
  });
}

/** Drops the views before their tables change. Views of others that read them are dropped, too. */
export async function dropViews(ownerUrl: string): Promise<void> {
  await asOwner(ownerUrl, (client) =>
    client.query(['reporting', SEARCH_SCHEMA].map(dropOf).join(';')),
  );
}

async function createSchema(client: pg.Client, schema: string, ddl: string): Promise<void> {
  const version = createHash('sha256').update(ddl).digest('hex');
  const { rows } = await client.query<{ version: string | null }>(
    `select obj_description(oid, 'pg_namespace') as version from pg_namespace where nspname = $1`,
    [schema],
  );
  if (rows[0]?.version === version) return;
  await client.query(
    `begin; ${dropOf(schema)}; ${ddl}; comment on schema ${schema} is '${version}'; commit`,
  );
}

async function asOwner(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: AS_OWNER });
  await client.connect();
  await work(client).finally(() => client.end());
}
