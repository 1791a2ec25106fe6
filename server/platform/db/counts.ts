import { Columns } from '../sql/columns.ts';
import { sql } from '../sql/sql.ts';
import { ALL, type HasParties, namedBy, type Parties, type Party, partiesOf } from './parties.ts';
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

/** The column by whose values rows are counted, and the amounts that are summed beside their numbers. */
export interface Kept {
  readonly property: string;
  readonly sums: readonly string[];
}

/**
 * Triggers that keep the numbers of rows, and the sums of their amounts, by the values of a column. One statement of any
 * number of rows changes each number once.
 */
export const countTriggers = (table: string, kept: Kept, counted: readonly Counted[]) =>
  trigger.statements(
    'counts',
    table,
    (changes) => `${addCountsSql(changes, kept, counted)}; return null`,
  );

/** SQL text: adds the rows of a FROM source with a `factor` to the stored numbers. */
function addCountsSql(rows: string, { property, sums }: Kept, counted: readonly Counted[]): string {
  const values = counted.map(({ what, org, when }) => `('${what}', ${org}, ${when})`);
  const summed = sums.map((sum) => `coalesce(sum(c.factor * c.${Columns.nameOf(sum)}), 0)::bigint`);
  const added = sums.map((_, i) => `k.sums[${i + 1}] + excluded.sums[${i + 1}]`);
  const change = `array[${summed.join(', ')}]`;
  const ifSummed = (text: string): string => (sums.length > 0 ? text : '');
  return `insert into kept_count as k (what, org_id, value, stripe, rows${ifSummed(', sums')})
    select v.what, v.org, c.${Columns.nameOf(property)}, (select count_stripe()), sum(c.factor)::int${ifSummed(`, ${change}`)}
    from ${rows} c cross join lateral (values ${values.join(', ')}) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0${ifSummed(` or 0 <> any(${change})`)} order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows${ifSummed(`, sums = array[${added.join(', ')}]`)}`;
}

/** SQL text: counts all rows of an entity that were written without its triggers. */
export function fillCountsSql(entity: HasParties & { readonly meta: object }): string {
  const { tableName: table } = entity.meta as { readonly tableName: string };
  const rows = `(select *, 1 as factor from ${table})`;
  return addCountsSql(rows, keptOf(entity)!, countedOf(table, partiesOf(entity)));
}

/** Class of the advisory locks on the stripes; the locks of writers of records have another one. */
const STRIPE = 7_236_021;
const STRIPES = 16;

/**
 * The stripe of the numbers that this transaction changes: the first one that no other transaction holds, so that few
 * writers leave few stripes. Writers of the same number therefore neither wait for each other nor deadlock, unless more
 * of them run than stripes exist.
 */
export const COUNT_STRIPE = `create or replace function count_stripe() returns smallint language plpgsql volatile as $$
declare
  last int := pg_backend_pid() % ${STRIPES};
begin
  for i in 0..${STRIPES - 1} loop
    if pg_try_advisory_xact_lock(${STRIPE}, i) then
      return i;
    end if;
  end loop;
  perform pg_advisory_xact_lock(${STRIPE}, last);
  return last;
end
$$`;

const kepts = new WeakMap<object, Kept>();

export const noteKept = (entity: object, kept: Kept): void => void kepts.set(entity, kept);

/** By which values the rows of an entity are counted; undefined if they are not. */
export const keptOf = (entity: object): Kept | undefined => kepts.get(entity);
