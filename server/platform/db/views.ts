import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { SEARCH_SCHEMA } from './search-index.ts';

/** The DDL of the views of reports, written by `npm run schema` from the declared reads and reports. */
const REPORTING = new URL('../../migrations/reporting.sql', import.meta.url);
const dropOf = (schema: string): string => `drop schema if exists ${schema} cascade`;

/** Runs SQL in the transaction of the migrations, as the owner. */
type Run = (text: string) => Promise<object[]>;

/** Creates the views of the database role of reports and those of searches, unless they are there already. */
export async function createViews(run: Run, searched: string): Promise<void> {
  await createSchema(run, 'reporting', await readFile(REPORTING, 'utf8'));
  await createSchema(run, SEARCH_SCHEMA, searched);
}

/** Drops the views before their tables change. Views of others that read them are dropped, too. */
export const DROP_VIEWS = ['reporting', SEARCH_SCHEMA].map(dropOf).join(';');

async function createSchema(run: Run, schema: string, ddl: string): Promise<void> {
  const version = createHash('sha256').update(ddl).digest('hex');
  const present = await run(
    `select 1 from pg_namespace where nspname = '${schema}' and obj_description(oid, 'pg_namespace') = '${version}'`,
  );
  if (present.length > 0) return;
  await run(`${dropOf(schema)}; ${ddl}; comment on schema ${schema} is '${version}'`);
}
