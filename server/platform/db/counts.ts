import { Columns } from '../sql/columns.ts';
import { type Sql, sql } from '../sql/sql.ts';
import { ALL, namedBy, type Parties, type Party } from './parties.ts';
import { trigger } from './triggers.ts';

/** In place of the organization in the numbers of all rows. No organization has this id. */
export const OF_ALL = '00000000-0000-0000-0000-000000000000';

/** The rows of a table that are counted together for one organization, or for all. */
interface Counted {
  readonly what: string;
  /** SQL of the organization of a row `c`, and whether the row counts for it. */
  readonly org: string;
  readonly when: string;
}

/** The name of the counts by a column of a table, or of all its rows. */
export const countName = (table: string, column?: string): string =>
  column === undefined ? table : `${table}.${Columns.nameOf(column)}`;

/** The rows of each organization that its side sees by a column, and all rows if a side sees all. */
export function countedOf(table: string, { sides }: Parties): Counted[] {
  const c = Columns.in('c');
  const byColumn = [sides.partner, sides.seller].flatMap((party) =>
    party?.column ? [countedBy(table, party.column, statesOf(party))] : [],
  );
  const all = Object.values(sides).some(({ also }) => also === ALL)
    ? [{ what: countName(table), org: `'${OF_ALL}'::uuid`, when: 'true' }]
    : [];
  return [...byColumn, ...all];

  function statesOf(party: Party): string {
    const { in: within, notIn, column } = party;
    return within || notIn
      ? sql.textOf(namedBy(party, c, { tenantId: c[column!]! })!)
      : `${sql.textOf(c[column!]!)} is not null`;
  }
}

/** The rows that name an organization in a column, under a condition on the row `c`. */
export const countedBy = (table: string, column: string, when = 'true'): Counted => ({
  what: countName(table, column),
  org: `c.${Columns.nameOf(column)}`,
  when,
});

/**
 * Triggers that keep the numbers of rows by the values of a column. One statement of any number of rows changes each
 * number once.
 */
export const countTriggers = (table: string, property: string, counted: readonly Counted[]) =>
  trigger.statements(
    'counts',
    table,
    (changes) => `${addCountsSql(changes, property, counted)}; return null`,
  );

/** SQL text: adds the rows of a FROM source with a `factor` to the stored numbers. */
export function addCountsSql(rows: string, property: string, counted: readonly Counted[]): string {
  const values = counted.map(({ what, org, when }) => `('${what}', ${org}, ${when})`);
  return `insert into kept_count as k (what, org_id, value, stripe, rows)
    select v.what, v.org, c.${Columns.nameOf(property)}, (select count_stripe()), sum(c.factor)::int
    from ${rows} c cross join lateral (values ${values.join(', ')}) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows`;
}

/** Class of the advisory locks on the stripes; the locks of writers of records have another one. */
const STRIPE = 7_236_021;
const STRIPES = 16;

/**
 * The stripe of the numbers that this transaction changes: one that no other transaction holds. Writers of the same
 * number therefore neither wait for each other nor deadlock, unless more of them run than stripes exist.
 */
export const COUNT_STRIPE = `create or replace function count_stripe() returns smallint language plpgsql volatile as $$
declare
  first int := pg_backend_pid();
begin
  for i in 0..${STRIPES - 1} loop
    if pg_try_advisory_xact_lock(${STRIPE}, (first + i) % ${STRIPES}) then
      return (first + i) % ${STRIPES};
    end if;
  end loop;
  perform pg_advisory_xact_lock(${STRIPE}, first % ${STRIPES});
  return first % ${STRIPES};
end
$$`;

const COUNTED = Symbol('counted');

/** Notes the property of an entity by whose values its rows are counted. */
export const counting = <E extends object>(entity: E, property: string | undefined): E =>
  property === undefined ? entity : Object.assign(entity, { [COUNTED]: property });

/** The property of an entity by whose values its rows are counted; undefined if they are not. */
export const countedProperty = (entity: object): string | undefined =>
  (entity as { readonly [COUNTED]?: string })[COUNTED];

/** SQL: the stored number of the rows of an organization, of those with some values if a condition is given. */
export const keptCountSql = (what: string, orgId: Sql, condition?: Sql): Sql =>
  sql`(select coalesce(sum(k.rows), 0) from kept_count k where k.what = ${sql.literal(what)} and k.org_id = ${orgId}${condition ? sql` and ${condition}` : sql.raw('')})`;
