import { countName, keptOf, OF_ALL } from '../db/counts.ts';
import { ALL, type Party, partOfRole } from '../db/parties.ts';
import { lazily } from '../sql/columns.ts';
import { type Sql, sql } from '../sql/sql.ts';
import { Role } from '../viewer.ts';
import type { ReadModel } from './model.ts';
import {
  filterConditions,
  namedIn,
  type Owner,
  ownedBy,
  scopedList,
  sourceOf,
  withAlso,
} from './scope.ts';
import { countedMatches } from './searched.ts';
import type { PageShape } from './shapes.ts';

/** Counts stop at this number; a larger list reports it as a lower bound. */
const COUNT_BOUND = 10_000;
/** The bound below a filter that looks up other rows for each row. */
const DEAR_BOUND = 1_000;

/** The stored numbers of a list's rows: FROM and WHERE over `kept`, and the properties whose sums are stored. */
export interface KeptRows {
  readonly from: Sql;
  readonly sums: readonly string[];
  /**
   * Set if the list of another organization shows rows that are not stored for the viewer. A condition without columns
   * that is false for the viewer's own list, so that PostgreSQL then reads no row.
   */
  readonly isAnothers?: Sql;
}

const isWhole = (part: Party): boolean => part.also === ALL && part.column === undefined;

/** The part of a role whose rows depend on nothing but the part; null for any other role. */
function plainPart({ parties, reads }: ReadModel, role: Role): Party | null {
  const part = partOfRole(parties, role);
  return part && role !== 'csp.rep' && !part.narrow && !reads.spec.rows ? part : null;
}

/** The ids of the rows of a list whose only filter finds them in another table; null for any other list. */
function idsElsewhere(
  model: ReadModel,
  role: Role,
  { filters }: Pick<PageShape, 'filters'>,
): Sql | null {
  const [filter, ...others] = filters;
  const part = plainPart(model, role);
  if (!filter || others.length > 0 || !part || part.in || part.notIn) return null;
  const isNamed =
    part.column !== undefined &&
    (!part.also || part.alsoIn !== undefined) &&
    Role.sideOf(role) !== 'customer';
  if (part.byAccess || !(isNamed || isWhole(part))) return null;
  return model.filters.get(filter.name)!.ids?.(sql.viewer, filter.words, role) ?? null;
}

/**
 * The stored numbers of the rows of a list: those of one organization, or all. It may be filtered by the counted column
 * and by the organization, or be the list of an organization. Null for any other list.
 */
export function keptRows(
  model: ReadModel,
  role: Role,
  { filters }: Pick<PageShape, 'filters'>,
  owner: Owner | null,
): KeptRows | null {
  const { parties, access, reads, table } = model;
  const part = plainPart(model, role);
  if (!part) return null;
  const kept = keptOf(part.byAccess ? access!.entity : reads.entity);
  const isAll = isWhole(part);
  const also = withAlso(model, role, owner, filters);
  const isOfOne = part.column !== undefined && namedIn(model, part.column, owner, filters) !== null;
  const isNamed =
    part.column !== undefined &&
    Role.sideOf(role) !== 'customer' &&
    (!also || (part.alsoIn !== undefined && isOfOne));
  if (!kept || !(part.byAccess || isNamed || isAll)) return null;
  const listed = (property: string): string =>
    part.byAccess
      ? (Object.entries(access!.copies).find(([, copy]) => copy === property)?.[0] ?? '')
      : property;
  const counted = listed(kept.property);
  const named = [
    ...(owner ? [owner.column] : []),
    ...filters.map(({ name }) => model.filters.get(name)!.only),
  ];
  const others = named.filter((column) => column !== counted);
  const org = isAll ? others[0] : part.column;
  const { partner, seller } = parties.sides;
  const isCounted = !isAll || org === undefined || [partner, seller].some((p) => countsAll(p, org));
  if (!isCounted || others.some((column) => column === undefined || column !== org)) return null;
  const d = lazily((name) =>
    sql.raw(name === counted ? 'kept.value' : name === org ? 'kept.org_id' : 'null'),
  );
  const what = part.byAccess
    ? countName(access!.table.table, access!.tenant)
    : countName(table.table, org);
  const orgId = isAll ? sql.raw(`'${OF_ALL}'::uuid`) : sql.viewer.tenantId;
  const where = sql.and([
    sql`kept.what = ${sql.literal(what)}`,
    ...(isAll && org ? [] : [sql`kept.org_id = ${orgId}`]),
    ...ownedBy(owner, d),
    ...filterConditions(model, role, { filters }, d),
  ]);
  const rows = { from: sql`kept_count kept where ${where}`, sums: kept.sums.map(listed) };
  if (!isNamed || !also) return rows;
  const asked = { filters: filters.filter(({ name }) => isOfOrg(model, name, part)) };
  const tenant = lazily(() => sql.viewer.tenantId);
  const isOwn = [...ownedBy(owner, tenant), ...filterConditions(model, role, asked, tenant)];
  return { ...rows, isAnothers: sql`not (${sql.and(isOwn)})` };
}

/** Whether a filter compares the column that names a side's organization. */
const isOfOrg = ({ filters }: ReadModel, name: string, { column }: Party): boolean =>
  column !== undefined && filters.get(name)!.only === column;

/** Whether the rows that name an organization of a side in a column are counted in every state. */
const countsAll = (party: Party | undefined, column: string): boolean =>
  party?.column === column && !party.in && !party.notIn;

/**
 * The number up to which a list is counted, if a statement over all of its rows counts them on the way; null if the
 * number is stored, or if fewer rows are read for it.
 */
export function boundOfScan(
  model: ReadModel,
  role: Role,
  shape: Pick<PageShape, 'filters'>,
  owner: Owner | null,
): number | null {
  const { filters } = shape;
  const isElsewhere = !owner && idsElsewhere(model, role, shape) !== null;
  if (isSearch(filters) || isElsewhere || keptRows(model, role, shape, owner)) return null;
  return boundOf(model, filters);
}

/** Whether a text is compared with the rows. */
const isSearch = (filters: PageShape['filters']): boolean =>
  filters.some(({ args }) => args.includes('pattern'));

/** The number up to which a list with these filters is counted. */
function boundOf(model: ReadModel, filters: PageShape['filters']): number {
  const isDear = filters.some(({ name }) => model.filters.get(name)!.isDear);
  return isDear ? DEAR_BOUND : COUNT_BOUND;
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
  const matches = owner ? null : countedMatches(model, role, alias, shape);
  if (matches) return matches;
  // A text is compared with each row of the list, of which few remain.
  const all = isSearch(filters) ? undefined : 'all';
  const rows = scopedList(model, role, alias, { owner, filters, all });
  if (!rows) return null;
  const kept = keptRows(model, role, shape, owner);
  const stored = sql.raw('coalesce(sum(kept.rows), 0)');
  if (kept && !kept.isAnothers) return bounded(stored, kept.from, COUNT_BOUND);
  const where = sql.and([
    ...(kept ? [kept.isAnothers!] : []),
    ...ownedBy(owner, rows.d),
    ...rows.where,
    ...filterConditions(model, role, shape, rows.d, all),
  ]);
  const most = boundOf(model, filters);
  const limit = sql.raw(String(most + 1));
  const ids = owner ? null : idsElsewhere(model, role, shape);
  const counted = ids
    ? sql`select distinct * from (${ids}) i`
    : sql`select 1 from ${sourceOf(rows, where)} where ${where}`;
  const found = sql`(${counted} limit ${limit}) c`;
  if (!kept) return bounded(sql.raw('count(*)'), found, most);
  const both = sql`select ${stored} + (select count(*) from ${found}) as rows from ${kept.from}`;
  return bounded(sql.raw('b.rows'), sql`(${both}) b`, most);
}

function bounded(count: Sql, from: Sql, most: number): Sql {
  const bound = sql.raw(String(most));
  return sql`select least(${count}, ${bound})::int as value, ${count} <= ${bound} as exact from ${from}`;
}
