import { DB_ROLES } from './tenancy.ts';

/** A trigger whose function looks past row-level security. */
export interface DefinerTrigger {
  readonly name: string;
  readonly table: string;
  readonly timing: 'before' | 'after';
  /** As SQL has it: `update of name`, `insert or update`. */
  readonly event: string;
  readonly forEach: 'row' | 'statement';
  /** Transition tables. */
  readonly referencing?: string;
  readonly when?: string;
  /** Statements of the function, the last one without a semicolon and without line breaks after one. */
  readonly body: string;
}

/** A trigger that keeps what other tenants read right, too, whoever it is that writes. */
export function definerTrigger({ name, table, timing, event, forEach, ...more }: DefinerTrigger) {
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
