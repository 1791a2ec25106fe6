import { p, type TriggerDef } from '@mikro-orm/core';
import { Columns } from '../sql/columns.ts';
import { type Sql, sql } from '../sql/sql.ts';

/** Time of a record's latest change (decision 0023), set by the database whenever a row changes. */
export const changedAt = () => p.datetime().length(3).defaultRaw(CHANGED);

const CHANGED = 'record_changed()';

/** Class of the advisory locks that writers of records hold. */
const WRITER = 7_236_017;

/** Locks count seconds from 2020-01-01, because their keys have 32 bits. */
const FIRST_SECOND = 1_577_836_800;

/** Locks are taken without waiting: no transaction holds one that excludes others. */
const LOCK = `if not pg_try_advisory_xact_lock_shared(${WRITER}, floor(date_part('epoch', transaction_timestamp()) - ${FIRST_SECOND})::int) then
    raise exception 'the lock of writers is taken';
  end if;`;

/**
 * A writer holds a shared lock named after the second in which its transaction began. `record_changed` takes the time
 * after it holds the lock: a reader that does not see the lock has an earlier time than the change.
 *
 * `record_horizon` returns an instant before which no further change can be committed. It takes its own time before it
 * looks for locks. It says nothing about the snapshot of its own statement, only about later snapshots.
 */
export const CHANGE_FUNCTIONS: readonly string[] = [
  `create or replace function record_changed() returns timestamptz language plpgsql volatile as $$
begin
  ${LOCK}
  return clock_timestamp();
end
$$`,
  // A call of the other function would cost as much again on each row.
  `create or replace function record_updated() returns trigger language plpgsql as $$
begin
  ${LOCK}
  new.updated_at := clock_timestamp();
  return new;
end
$$`,
  `create or replace function record_horizon() returns timestamptz language plpgsql volatile as $$
declare
  asked_at timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  return least(asked_at, (
    select to_timestamp(min(l.objid::bigint) + ${FIRST_SECOND}) from pg_locks l
    where l.locktype = 'advisory' and l.classid = ${WRITER} and l.objsubid = 2
      and l.database = (select d.oid from pg_database d where d.datname = current_database())));
end
$$`,
];

/** Local setting with the horizon of a read that follows changes. */
export const HORIZON = 'app.horizon';
/** The horizon in a statement. Without the setting the statement fails, because it could miss changes. */
export const HORIZON_SQL: Sql = sql.raw(`(select current_setting('${HORIZON}')::timestamptz)`);

type Properties = Readonly<Record<string, unknown>>;

interface Options {
  readonly defaultRaw?: string;
  readonly generated?: unknown;
}

/** Options of a property of `defineEntity`; none for a property with a deferred definition. */
const optionsOf = (property: unknown): Options =>
  (property as { readonly '~options'?: Options } | null)?.['~options'] ?? {};

/**
 * The trigger that sets `updated_at` of a table; none if its entity has no such column. PostgreSQL runs triggers in
 * the order of their names, so a trigger that completes the row needs an earlier name.
 */
export function changeTrigger(table: string, properties: Properties): TriggerDef<unknown>[] {
  if (optionsOf(properties.updatedAt).defaultRaw !== CHANGED) return [];
  const name = `${table}_updated`;
  const generated = Object.keys(properties).filter((key) => optionsOf(properties[key]).generated);
  const trigger = (expression: string): TriggerDef<unknown> => ({
    name,
    timing: 'before',
    events: ['update'],
    forEach: 'row',
    expression,
  });
  const create = `create trigger ${name} before update on ${table} for each row`;
  if (generated.length === 0)
    return [
      trigger(`${create} when (old.* is distinct from new.*) execute function record_updated()`),
    ];
  // Generated columns are computed after the trigger, so that they would always differ.
  const equal = generated.map((key) => `new.${Columns.nameOf(key)} := old.${Columns.nameOf(key)};`);
  const fn = `${name}_fn()`;
  return [
    trigger(`create or replace function ${fn} returns trigger language plpgsql as $$ begin ${equal.join(' ')} if new is distinct from old then new.updated_at := ${CHANGED}; end if; return new; end; $$;
${create} execute function ${fn}`),
  ];
}
