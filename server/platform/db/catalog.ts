import type pg from 'pg';

/** Every definition in the public schema, sorted: equal lists mean equal schemas, whatever statements made them. */
const CATALOG_SQL = `
  select 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
         || case when a.attnotnull then ' not null' else '' end
         || coalesce(' default ' || pg_get_expr(def.adbin, def.adrelid), '') as line
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
  left join pg_attrdef def on def.adrelid = c.oid and def.adnum = a.attnum
  where a.attnum > 0 and not a.attisdropped
  union all
  select 'constraint ' || c.relname || '.' || k.conname || ' ' ||
    -- A migration of the next release validates it.
    regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', '')
  from pg_constraint k join pg_class c on c.oid = k.conrelid and c.relnamespace = 'public'::regnamespace
  where k.contype <> 'n'
  union all
  select 'index ' || indexdef from pg_indexes where schemaname = 'public'
  union all
  select 'policy ' || tablename || '.' || policyname || ' ' || cmd || ' ' || permissive || ' ' || roles::text
         || ' using ' || coalesce(qual, '-') || ' check ' || coalesce(with_check, '-')
  from pg_policies where schemaname = 'public'
  union all
  select 'security ' || relname || ' ' || relrowsecurity || ' ' || relforcerowsecurity
  from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
  union all
  -- A migration may break the lines of a body elsewhere than its entity does.
  select 'trigger ' || pg_get_triggerdef(t.oid) || ' ' || regexp_replace(f.prosrc, '\\s+', ' ', 'g')
  from pg_trigger t join pg_class c on c.oid = t.tgrelid and c.relnamespace = 'public'::regnamespace
  join pg_proc f on f.oid = t.tgfoid
  where not t.tgisinternal
  order by 1`;

const OWN_TABLES =
  /^(column|constraint|security) (migration|migration_id_seq)\b|^index .* public\.migration /;

export async function describeCatalog(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(CATALOG_SQL);
  return rows.map((row) => row.line).filter((line) => !OWN_TABLES.test(line));
}

/** The lines that only one of two catalogs has: `-` marks the first, `+` the second. */
export function catalogDifference(first: readonly string[], second: readonly string[]): string[] {
  const a = new Set(first);
  const b = new Set(second);
  return [
    ...first.filter((line) => !b.has(line)).map((line) => `- ${line}`),
    ...second.filter((line) => !a.has(line)).map((line) => `+ ${line}`),
  ];
}
