import type pg from 'pg';
import { type Step, step } from './step.ts';

/**
 * The indexes and the unique, exclusion and foreign keys of tables, and the foreign keys of other tables that refer to
 * them. They cost per row and can be built at once. Primary keys and checks stay.
 */
const PARTS_SQL = `
  select k.conname as name, c.relname as table, pg_get_constraintdef(k.oid) as definition,
    'constraint' as kind, k.contype = 'f' as late
  from pg_constraint k join pg_class c on c.oid = k.conrelid left join pg_class r on r.oid = k.confrelid
  where (c.relname = any($1) or r.relname = any($1)) and c.relnamespace = 'public'::regnamespace and k.contype in ('f', 'u', 'x')
  union all
  select i.relname, c.relname, pg_get_indexdef(i.oid) || coalesce((
      select string_agg(format('; alter index %I alter column %s set statistics %s', i.relname, a.attnum, a.attstattarget), '')
      from pg_attribute a where a.attrelid = i.oid and a.attstattarget >= 0), ''), 'index', false
  from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
  where c.relname = any($1) and c.relnamespace = 'public'::regnamespace
    and not exists (select 1 from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x'))
  order by late, "table", name`;

interface Part {
  readonly name: string;
  readonly table: string;
  readonly definition: string;
  readonly kind: 'constraint' | 'index';
  /** Foreign keys are built last because they need the unique keys they refer to. */
  readonly late: boolean;
}

/**
 * Drops the indexes and the unique, exclusion and foreign keys of the tables. Returns the steps that
 * rebuild them from PostgreSQL's definitions, each of which checks all rows at once. Must run inside a
 * transaction, so that no other session sees the tables without them.
 */
export async function strip(
  client: pg.Client,
  rows: Readonly<Record<string, number>>,
): Promise<Step[]> {
  const { rows: parts } = await client.query<Part>(PARTS_SQL, [Object.keys(rows)]);
  for (const { name, table, kind } of [...parts].reverse()) {
    await client.query(
      kind === 'index'
        ? `drop index ${quote(name)}`
        : `alter table ${quote(table)} drop constraint ${quote(name)}`,
    );
  }
  return parts.map(({ name, table, definition, kind, late }) =>
    step(
      late ? 'foreign keys' : 'indexes',
      (rows[table] ?? 0) * (late ? 0.15 : /using gi[ns]t?/i.test(definition) ? 5 : 0.3),
      kind === 'index'
        ? definition
        : `alter table ${quote(table)} add constraint ${quote(name)} ${definition}`,
    ),
  );
}

const quote = (name: string): string => `"${name}"`;
