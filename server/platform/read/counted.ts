import { countName, keptOf, OF_ALL } from '../db/counts.ts';
import { ALL, partOfRole } from '../db/parties.ts';
import { lazily } from '../sql/columns.ts';
import { type Sql, sql } from '../sql/sql.ts';
import { Role } from '../viewer.ts';
import type { ReadModel } from './model.ts';
import { filterConditions, type Owner, ownedBy, scopedList, sourceOf } from './scope.ts';
import { countedMatches } from './searched.ts';
import type { PageShape } from './shapes.ts';

/** Counts stop at this number; a larger list reports it as a lower bound. */
const COUNT_BOUND = 10_000;
/** The bound below a filter that looks up other rows for each row. */
const DEAR_BOUND = 1_000;

/** The stored numbers of a list's rows: FROM and WHERE over `k`, and the properties whose sums are stored. */
interface KeptRows {
  readonly from: Sql;
  readonly sums: readonly string[];
}

/**
 * The stored numbers of the rows of a list, which only the rows of one organization or all rows have, filtered by the
 * counted column at most; null for any other list.
 */
export function keptRows(
  model: ReadModel,
  role: Role,
  { filters }: Pick<PageShape, 'filters'>,
): KeptRows | null {
  const { parties, access, reads, table } = model;
  const part = partOfRole(parties, role);
  if (!part || role === 'csp.rep' || part.narrow || reads.spec.rows) return null;
  const kept = keptOf(part.byAccess ? access!.entity : reads.entity);
  const side = Role.sideOf(role);
  const isNamed =
    part.column !== undefined && (!part.also || part.alsoIn !== undefined) && side !== 'customer';
  const isAll = part.also === ALL && part.column === undefined;
  if (!kept || !(part.byAccess || isNamed || isAll)) return null;
  const listed = (property: string): string =>
    part.byAccess
      ? (Object.entries(access!.copies).find(([, copy]) => copy === property)?.[0] ?? '')
      : property;
  const counted = listed(kept.property);
  if (filters.length > 1 || filters.some(({ name }) => model.filters.get(name)!.only !== counted))
    return null;
  const d = lazily((name) => sql.raw(name === counted ? 'k.value' : 'null'));
  const [of, column] = part.byAccess
    ? [access!.table.table, access!.tenant]
    : [table.table, part.column];
  const orgId = isAll ? sql.raw(`'${OF_ALL}'::uuid`) : sql.viewer.tenantId;
  const where = sql.and([
    sql`k.what = ${sql.literal(countName(of, isAll ? undefined : column))} and k.org_id = ${orgId}`,
    ...filterConditions(model, role, { filters }, d),
  ]);
  return { from: sql`kept_count k where ${where}`, sums: kept.sums.map(listed) };
}

/** The bounded number of the rows of a list: a statement of one row with the columns `value` and `exact`. */
export function countedSql(
  model: ReadModel,
  role: Role,
  alias: string,
  shape: PageShape,
  owner: Owner | null,
): Sql | null {
  const { filters } = shape;
  const found = owner ? null : countedMatches(model, role, alias, shape);
  if (found) return found;
  // A text is compared with each row of the list, of which few remain.
  const isSearch = filters.some(({ args }) => args.includes('pattern'));
  const all = owner || isSearch ? undefined : 'all';
  const rows = scopedList(model, role, alias, { owner, filters, all });
  if (!rows) return null;
  const kept = owner ? null : keptRows(model, role, shape);
  if (kept) return bounded(sql.raw('coalesce(sum(k.rows), 0)'), kept.from, COUNT_BOUND);
  const where = sql.and([
    ...ownedBy(owner, rows.d),
    ...rows.where,
    ...filterConditions(model, role, shape, rows.d, all),
  ]);
  const isDear = filters.some(({ name }) => model.filters.get(name)!.isDear);
  const most = isDear ? DEAR_BOUND : COUNT_BOUND;
  return bounded(
    sql.raw('count(*)'),
    sql`(select 1 from ${sourceOf(rows, where)} where ${where} limit ${sql.raw(String(most + 1))}) c`,
    most,
  );
}

function bounded(count: Sql, from: Sql, most: number): Sql {
  const bound = sql.raw(String(most));
  return sql`select least(${count}, ${bound})::int as value, ${count} <= ${bound} as exact from ${from}`;
}
