import { countName, keptOf, OF_ALL } from '../db/counts.ts';
import { ALL, type Party, partOfRole } from '../db/parties.ts';
import { lazily } from '../sql/columns.ts';
import { type Sql, sql } from '../sql/sql.ts';
import { Role } from '../viewer.ts';
import type { ReadModel } from './model.ts';
import {
  filterConditions,
  listConditions,
  namedIn,
  ownedBy,
  type RequestedList,
  scopedList,
  sourceOf,
  withAlso,
} from './scope.ts';
import { countedMatches } from './searched.ts';

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
function plainPart({ model: { parties, reads }, role }: RequestedList): Party | null {
  const part = partOfRole(parties, role);
  return part && role !== 'csp.rep' && !part.narrow && !reads.spec.rows ? part : null;
}

/** The ids of the rows of a side's own list whose only filter finds them in another table; null for any other list. */
function idsElsewhere(list: RequestedList): Sql | null {
  const { model, role, owner, filters } = list;
  const [filter, ...others] = filters;
  const part = plainPart(list);
  if (owner || !filter || others.length > 0 || !part || part.in || part.notIn) return null;
  const isNamed =
    part.column !== undefined &&
    (!part.also || part.alsoIn !== undefined) &&
    Role.sideOf(role) !== 'customer';
  if (part.byAccess || !(isNamed || isWhole(part))) return null;
  return model.filters.get(filter.name)!.ids?.(sql.viewer, filter.words, role) ?? null;
}

/** The stored numbers from which a list may be counted. */
interface Numbers {
  readonly what: string;
  /** The property of the list by whose values the rows are counted. */
  readonly counted: string;
  /** The property of the list that names the organization of a number, if the list's conditions may name it. */
  readonly org: string | undefined;
  /** The organization whose numbers count; null if the conditions of the list name it. */
  readonly of: Sql | null;
  readonly sums: readonly string[];
}

/** The numbers that are stored for the rows of a part; null if none are. */
function numbersOf(list: RequestedList, part: Party): Numbers | null {
  const { parties, access, reads, table } = list.model;
  const kept = keptOf(part.byAccess ? access!.entity : reads.entity);
  if (!kept) return null;
  if (part.byAccess) {
    const copied = new Map(Object.entries(access!.copies).map(([name, copy]) => [copy, name]));
    const listed = (copy: string): string => copied.get(copy) ?? '';
    return {
      what: countName(access!.table.table, access!.tenant),
      counted: listed(kept.property),
      org: undefined,
      of: sql.viewer.tenantId,
      sums: kept.sums.map(listed),
    };
  }
  const by = (org: string | undefined, of: Sql | null): Numbers => ({
    what: countName(table.table, org),
    counted: kept.property,
    org,
    of,
    sums: kept.sums,
  });
  if (isWhole(part)) {
    const org = comparedIn(list).find((column) => column !== kept.property);
    if (org === undefined) return by(org, sql.raw(`'${OF_ALL}'::uuid`));
    const { partner, seller } = parties.sides;
    return [partner, seller].some((party) => countsAll(party, org)) ? by(org, null) : null;
  }
  const isCounted =
    part.column !== undefined &&
    Role.sideOf(list.role) !== 'customer' &&
    (!withAlso(list) || (part.alsoIn !== undefined && namedIn(list, part.column) !== null));
  return isCounted ? by(part.column, sql.viewer.tenantId) : null;
}

/** The columns that the conditions of a list compare; undefined for a condition of another kind. */
const comparedIn = ({ model, owner, filters }: RequestedList): (string | undefined)[] => [
  ...(owner ? [owner.column] : []),
  ...filters.map(({ name }) => model.filters.get(name)!.only),
];

/**
 * The stored numbers of the rows of a list: those of one organization, or all. It may be filtered by the counted column
 * and by the organization, or be the list of an organization. Null for any other list.
 */
export function keptRows(list: RequestedList): KeptRows | null {
  const part = plainPart(list);
  const numbers = part && numbersOf(list, part);
  if (!numbers) return null;
  const { what, counted, org, of, sums } = numbers;
  const isStored = (column: string | undefined): boolean =>
    column !== undefined && (column === counted || column === org);
  if (!comparedIn(list).every(isStored)) return null;
  const d = lazily((name) =>
    sql.raw(name === counted ? 'kept.value' : name === org ? 'kept.org_id' : 'null'),
  );
  const where = sql.and([
    sql`kept.what = ${sql.literal(what)}`,
    ...(of ? [sql`kept.org_id = ${of}`] : []),
    ...ownedBy(list, d),
    ...filterConditions(list, d),
  ]);
  const rows = { from: sql`kept_count kept where ${where}`, sums };
  if (!part.column || !withAlso(list)) return rows;
  const tenant = lazily(() => sql.viewer.tenantId);
  const filters = list.filters.filter(({ name }) => isOfOrg(list.model, name, part));
  const isOwn = [...ownedBy(list, tenant), ...filterConditions({ ...list, filters }, tenant)];
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
export function boundOfScan(list: RequestedList): number | null {
  return isSearch(list) || idsElsewhere(list) || keptRows(list) ? null : boundOf(list);
}

/** Whether a text is compared with the rows. */
const isSearch = ({ filters }: RequestedList): boolean =>
  filters.some(({ args }) => args.includes('pattern'));

/** The number up to which a list is counted. */
function boundOf({ model, filters }: RequestedList): number {
  const isDear = filters.some(({ name }) => model.filters.get(name)!.isDear);
  return isDear ? DEAR_BOUND : COUNT_BOUND;
}

/** The bounded number of the rows of a list: a statement of one row with the columns `value` and `exact`. */
export function countedSql(list: RequestedList, alias: string): Sql | null {
  const matches = countedMatches(list, alias);
  if (matches) return matches;
  // A text is compared with each row of the list, of which few remain.
  const all = isSearch(list) ? undefined : 'all';
  const rows = scopedList(list, alias, { all });
  if (!rows) return null;
  const kept = keptRows(list);
  const stored = sql.raw('coalesce(sum(kept.rows), 0)');
  if (kept && !kept.isAnothers) return bounded(stored, kept.from, COUNT_BOUND);
  const where = sql.and([...(kept ? [kept.isAnothers!] : []), ...listConditions(list, rows, all)]);
  const most = boundOf(list);
  const limit = sql.raw(String(most + 1));
  const ids = idsElsewhere(list);
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
