import type { TriggerDef } from '@mikro-orm/core';
import { DB_ROLES } from './tenancy.ts';

interface DefinerTrigger {
  readonly name: string;
  readonly table: string;
  readonly timing: 'before' | 'after';
  readonly event: string;
  readonly forEach: 'row' | 'statement';
  readonly referencing?: string;
  readonly when?: string;
  /** Statements of the function. The last one has no semicolon, and no line break follows a semicolon. */
  readonly body: string;
}

/** Defines a trigger that also maintains rows of other tenants, for every writing role. */
function definer({ name, table, timing, event, forEach, ...more }: DefinerTrigger) {
  const fn = `${table}_${name}_fn()`;
  const events = (['insert', 'update', 'delete'] as const).filter((e) => event.includes(e));
  const referencing = more.referencing ? ` referencing ${more.referencing}` : '';
  const when = more.when ? ` when (${more.when})` : '';
  return {
    name,
    timing,
    events,
    forEach,
    expression: `create or replace function ${fn} returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin ${more.body}; end; $$;
revoke all on function ${fn} from public;
grant execute on function ${fn} to ${DB_ROLES.app};
create trigger ${name} ${timing} ${event} on ${table}${referencing} for each ${forEach}${when} execute function ${fn}`,
  };
}

const CHANGES = {
  insert: { tables: 'new table as new_rows', rows: 'select *, 1 as factor from new_rows' },
  update: {
    tables: 'old table as old_rows new table as new_rows',
    rows: 'select *, -1 as factor from old_rows union all select *, 1 from new_rows',
  },
  delete: { tables: 'old table as old_rows', rows: 'select *, -1 as factor from old_rows' },
} as const;

/**
 * Defines one trigger for each event of a table, which runs once for a statement of any number of rows. The body
 * receives a FROM source of the rows before the statement, with the `factor` -1, and after it, with 1.
 */
const statements = (
  name: string,
  table: string,
  body: (changes: string) => string,
): ReturnType<typeof definer>[] =>
  (['insert', 'update', 'delete'] as const).map((event) =>
    definer({
      name: `${name}_${event}`,
      table,
      timing: 'after',
      event,
      forEach: 'statement',
      referencing: CHANGES[event].tables,
      body: body(`(${CHANGES[event].rows})`),
    }),
  );

/** Triggers of an append-only table: PostgreSQL refuses to change or delete its rows, even for the owner. */
const appendOnly = (table: string, rows: string): TriggerDef<unknown>[] => {
  const refusal = { timing: 'before', body: `raise exception '${rows} are append-only'` } as const;
  return [
    { ...refusal, name: `${table}_frozen`, events: ['update', 'delete'], forEach: 'row' },
    { ...refusal, name: `${table}_kept`, events: ['truncate'], forEach: 'statement' },
  ];
};

/** Triggers of an entity by their kinds: `triggers: trigger.appendOnly('ledger_entry', 'journal entries')`. */
export const trigger = { definer, statements, appendOnly };
