import { searchTextOf, searchView } from '../db/search-index.ts';
import { modelColumns, type TableModel } from '../sql/columns.ts';
import { type Sql, sql } from '../sql/sql.ts';
import { Role } from '../viewer.ts';
import { matching, TOKENS } from './filters.ts';
import {
  filterArg,
  filterConditions,
  keysetConditions,
  pageSql,
  partySeen,
  type RequestedList,
  type RequestedPage,
  type Scoped,
  scopedList,
  sourceOf,
  withAlso,
} from './scope.ts';

/**
 * Matches of a text up to which a list is sorted and counted from its matches. More of them are so frequent that the
 * first page is found soon in the order of the list.
 */
const MATCH_BOUND = 1_000;

/** Name of the matches in a statement. */
const FOUND = sql.raw('found');
const isComplete = sql.raw(`(select count(*) from found) <= ${MATCH_BOUND}`);
const isFrequent = sql.raw(`(select count(*) from found) > ${MATCH_BOUND}`);

/** A condition that no index and no statistics take part in: the planner expects every row to fulfil it. */
const afterwards = (condition: Sql): Sql => sql`nullif(${condition}, false) is not null`;

/** The rows that contain a search text, found by an index of the text and the viewer's organization. */
interface Matches {
  readonly table: TableModel;
  /** Property of the table with the id of a listed row. */
  readonly id: string;
  /** FROM source and condition of the matches, with their columns under the alias `s`. */
  readonly from: Sql;
  readonly where: Sql;
}

/** The matches of the search text in the filters of a side's own list; null if no index finds them. */
function matchesOf(list: RequestedList): Matches | null {
  const { model, role, owner, filters } = list;
  if (owner) return null;
  const given = filters.find(({ args }) => args.includes(TOKENS));
  const party = given && partySeen(model, role);
  const side = Role.sideOf(role);
  if (!party || !(side === 'partner' || side === 'seller' || side === 'operator')) return null;
  const { text } = model.filters.get(given.name)!;
  const { access, reads } = model;
  const table = party.byAccess ? access!.table : model.table;
  const property = party.byAccess ? access!.copies[text!] : text;
  const entity = party.byAccess ? access!.entity : reads.entity;
  const searched = searchTextOf(entity);
  if (!searched || searched.property !== property) return null;
  const tenant = party.byAccess ? access!.tenant : party.column;
  const isOwn =
    tenant !== undefined &&
    searched.tenants.includes(tenant) &&
    (party.byAccess || !withAlso(list));
  const arg = (name: string): Sql => sql.arg(filterArg(given.name, name));
  const s = modelColumns(table, 's');
  return {
    table,
    id: party.byAccess ? access!.copies.id : 'id',
    from: sql`${searchView(entity)} s`,
    where: matching(
      { tokens: sql.raw('s.tokens'), text: s[property]! },
      { arg, given: new Set(given.args) },
      isOwn ? sql.viewer.tenantId : null,
    ),
  };
}

/** The condition that a row of a list is among the matches of its text; none without an index of the text. */
export function amongMatches(list: RequestedList, { d }: Pick<Scoped, 'd'>): Sql[] {
  const matches = matchesOf(list);
  if (!matches) return [];
  const { from, where, table, id } = matches;
  return [
    sql`${d.id} in (select s.${sql.ident(table.columns.get(id)!.column)} from ${from} where ${where})`,
  ];
}

/** The matches, as many as are sorted and counted, with the columns that a statement names under an alias. */
function foundSql({ table, from, where }: Matches, alias: string, ...statement: Sql[]): Sql {
  const named = new Set(
    statement.flatMap(({ parts }) =>
      parts.flatMap((part, i) => {
        const column = parts[i + 2];
        return 'text' in part && part.text === alias && column && 'text' in column
          ? [column.text]
          : [];
      }),
    ),
  );
  const columns = [...table.columns.values()]
    .map(({ column }) => sql.ident(column))
    .filter((column) => named.has(sql.textOf(column)))
    .map((column) => sql`s.${column}`);
  const list = columns.length > 0 ? sql.join(columns, ', ') : sql.raw('1');
  return sql`with found as materialized (select ${list} from ${from} where ${where} limit ${sql.raw(String(MATCH_BOUND + 1))})`;
}

/** The rows of a list among the matches, for statements that begin with `found` over their own parts. */
interface FewMatches {
  readonly rows: Scoped;
  readonly found: (...statement: Sql[]) => Sql;
}

/** The rows of a list among the matches of its text; null if no index finds them. */
function fewMatches(list: RequestedList, alias: string): FewMatches | null {
  const matches = matchesOf(list);
  if (!matches) return null;
  const rows = scopedList(list, alias, { found: FOUND })!;
  // The matches stand for the access rows, where these carry the scope.
  const as = rows.access ? `${alias}a` : alias;
  return { rows, found: (...statement) => foundSql(matches, as, ...statement) };
}

/** Whether an index finds the matches of a list's search text. The list of one object has few rows and needs none. */
export const isIndexed = (list: RequestedList): boolean => matchesOf(list) !== null;

/** The filters but a search text whose matches an index finds: the best plan does not depend on that text. */
export const unindexed = (list: RequestedList): RequestedList['filters'] =>
  list.filters.filter(({ name, args }) => {
    const found = list.model.filters.get(name)!.hasOnePlan || isIndexed(list);
    return !(args.includes(TOKENS) && found);
  });

/**
 * The conditions of a page under those of its scope: filters and cursor; or the ids of its rows, if an index finds the
 * matches of its text. Then policies and scope are compared again for these few rows only.
 */
export function pageConditions(page: RequestedPage, rows: Scoped, limit: Sql): readonly Sql[] {
  const few = fewMatches(page, `${rows.alias}f`);
  if (!few) return keysetConditions(page, rows);
  const all = scopedList(page, `${rows.alias}w`)!;
  const idsOf = (source: Scoped, when: Sql, conditions: readonly Sql[]): Sql => {
    const keyset = keysetConditions(page, source, conditions);
    return pageSql(page, source, { list: source.d.id, own: [when], keyset }, limit);
  };
  const sorted = idsOf(few.rows, isComplete, filterConditions(page, few.rows.d));
  const walked = idsOf(
    all,
    isFrequent,
    page.filters.map((filter) => {
      const condition = filterConditions({ ...page, filters: [filter] }, all.d)[0]!;
      return filter.args.includes(TOKENS) ? afterwards(condition) : condition;
    }),
  );
  return [sql`${rows.d.id} = any(array(${few.found(sorted)} (${sorted}) union all (${walked})))`];
}

/** The bounded number of matches that a filter accepts: exact unless the text has more matches than are counted. */
export function countedMatches(list: RequestedList, alias: string): Sql | null {
  const few = fewMatches(list, alias);
  if (!few) return null;
  const { rows, found } = few;
  const where = sql.and([...rows.where, ...filterConditions(list, rows.d)]);
  const from = sourceOf(rows, where);
  const counted = sql`select least(count(*), ${sql.raw(String(MATCH_BOUND))})::int as value, ${isComplete} as exact from ${from} where ${where}`;
  return sql`${found(from, where)} ${counted}`;
}
