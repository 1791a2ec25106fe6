import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { AS_OWNER } from './log-ins.ts';

/** The DDL of the views, written by `npm run schema` from the declared reads and reports. */
const VIEWS = new URL('../../migrations/reporting.sql', import.meta.url);
const DROP = 'drop schema if exists reporting cascade';

/** Creates the views of the database role of reports, unless they are those of the file already. */
export async function createViews(ownerUrl: string): Promise<void> {
  const ddl = await readFile(VIEWS, 'utf8');
  const version = createHash('sha256').update(ddl).digest('hex');
  await asOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ version: string | null }>(
      `select obj_description(oid, 'pg_namespace') as version from pg_namespace where nspname = 'reporting'`,
    );
    if (rows[0]?.version === version) return;
    await client.query(
      `begin; ${DROP}; ${ddl}; comment on schema reporting is '${version}'; commit`,
    );
  });
}

/** Drops the views before their tables change. Views of others that read them are dropped, too. */
export async function dropViews(ownerUrl: string): Promise<void> {
  await asOwner(ownerUrl, (client) => client.query(DROP));
}

async function asOwner(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: AS_OWNER });
  await client.connect();
  await work(client).finally(() => client.end());
}
