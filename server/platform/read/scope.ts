import {
  type Assignment,
  BY_ACCESS,
  conditionsFor,
  type Party,
  partOfRole,
} from '../db/parties.ts';
import { globalId } from '../ids.ts';
import { type AnyColumns, columnsWithAccess, lazily, modelColumns } from '../sql/columns.ts';
import { type Sql, sql } from '../sql/sql.ts';
import type { Role } from '../viewer.ts';
import { actionsSql } from './actions.ts';
import { beforeHorizon } from './changes.ts';
import type { ReadModel, SqlPlan } from './model.ts';
import { orderColumn } from './orderings.ts';
import type { JsonShape, PageShape } from './shapes.ts';

/** The object whose rows a list shows: its id, and the column of the rows that names it. */
export interface Owner {
  readonly column: string;
  readonly id: Sql;
}

/** A list of a type, as a role requests it. */
export interface RequestedList extends Pick<PageShape, 'filters'> {
  readonly model: ReadModel;
  readonly role: Role;
  /** The object whose list it is; null for the side's own list. */
  readonly owner: Owner | null;
}

/** A page of a list, as a role requests it. */
export interface RequestedPage extends RequestedList, PageShape {}

export const ownedBy = ({ owner }: Pick<RequestedList, 'owner'>, d: AnyColumns): readonly Sql[] =>
  owner ? [sql`${d[owner.column]!} = ${owner.id}`] : [];

/** The part of a role in the rows of a model; null if it sees none. */
export const partySeen = ({ parties, roles }: ReadModel, role: Role): Party | null =>
  roles.includes(role) ? partOfRole(parties, role) : null;

/** The rows of a model that a role may see: the table under an alias, and the scope conditions. */
export interface Scoped {
  readonly alias: string;
  readonly from: Sql;
  readonly where: readonly Sql[];
  readonly d: AnyColumns;
  /**
   * Only the access rows. Each access row has exactly one row, so they suffice for statements that use no column of
   * the row itself.
   */
  readonly access?: Sql;
}

/**
 * The FROM source of a statement; `mentioned` are all parts that name columns. The access rows suffice if no part
 * names the table. Example: a count by name reads `customer_access da`, since `da` has a copy of the name.
 */
export const sourceOf = ({ alias, from, access }: Scoped, ...mentioned: readonly Sql[]): Sql =>
  access && !mentioned.some((part) => namesAlias(part, alias)) ? access : from;

/** Whether SQL uses a column of the alias. A column reference holds the alias as a separate part. */
const namesAlias = ({ parts }: Sql, alias: string): boolean =>
  parts.some((part) => 'text' in part && part.text === alias);

/** The properties of the table whose columns SQL names by the alias. Some SQL holds a reference within a longer text. */
export function propertiesNamed(
  { table }: ReadModel,
  alias: string,
  ...mentioned: readonly Sql[]
): readonly string[] {
  const text = mentioned
    .flatMap(({ parts }) => parts.map((part) => ('text' in part ? part.text : ' ')))
    .join('');
  const found = text.matchAll(new RegExp(`\\b${alias}\\."?(\\w+)`, 'g'));
  const columns = new Set([...found].map(([, column]) => column));
  return [...table.columns].filter(([, { column }]) => columns.has(column)).map(([name]) => name);
}

interface ScopeOptions {
  /** Some rows in place of the table. */
  readonly rows?: Sql;
  /** Some rows in place of those that the scope restricts: of the access table, or of the table. */
  readonly found?: Sql | undefined;
  /** The statement uses all rows in scope, not the first ones in an order. */
  readonly all?: 'all' | undefined;
  /** Whether all rows of a representative are found by a join of its customers. */
  readonly isJoined?: boolean;
  /** The id that all rows of the list have in a column. */
  readonly named?: Owner;
}

/**
 * The scope of a type for a role, part of FROM and WHERE of every statement on the table. Returns null if the role
 * sees no row.
 */
export const scoped = (
  model: ReadModel,
  role: Role,
  alias: string,
  options: ScopeOptions = {},
): Scoped | null => scopeOf(model, role, alias, true, options);

interface ListOptions {
  readonly all?: 'all' | undefined;
  /** Whether the rows are grouped: PostgreSQL expects few groups of a join. */
  readonly isGrouped?: boolean;
  readonly found?: Sql;
}

/** The scope of a list. Its conditions do not include those of the list's owner and filters. */
export function scopedList(
  list: RequestedList,
  alias: string,
  { all, isGrouped = false, found }: ListOptions = {},
): Scoped | null {
  const { model, role, owner } = list;
  const column = partOfRole(model.parties, role)?.column;
  const named = column === undefined ? null : namedIn(list, column);
  const isJoined = owner !== null || isGrouped;
  const options = { all, found, isJoined, ...(named && { named: { column: column!, id: named } }) };
  return scopeOf(model, role, alias, withAlso(list), options);
}

/** The conditions of all rows of a list: its owner, its scope and its filters. */
export const listConditions = (list: RequestedList, rows: Scoped, all?: 'all'): readonly Sql[] => [
  ...ownedBy(list, rows.d),
  ...rows.where,
  ...filterConditions(list, rows.d, all),
];

/** The one id that every row of a list has in a column, because of its object or of a filter; null for other lists. */
export function namedIn({ model, owner, filters }: RequestedList, column: string): Sql | null {
  if (owner?.column === column) return owner.id;
  const by = filters.find(
    ({ name, args }) => args.includes('id') && model.filters.get(name)!.only === column,
  );
  return by ? sql`${sql.arg(filterArg(by.name, 'id'))}::uuid` : null;
}

/** Whether a list shows the rows that a side sees beside those that name its tenant. */
export function withAlso({ model, role, owner, filters }: RequestedList): boolean {
  const party = partOfRole(model.parties, role);
  if (!party?.alsoIn) return party?.also !== undefined;
  const by = [owner?.column, ...filters.map(({ name }) => model.filters.get(name)!.only)];
  const isNarrow = (column: string | undefined): boolean =>
    column !== undefined &&
    (column === 'id' || model.keys.has(column) || party.alsoIn!.includes(column));
  return by.some(isNarrow);
}

function scopeOf(
  model: ReadModel,
  role: Role,
  alias: string,
  withAlso: boolean,
  { rows = sql.ident(model.table.table), all, found, isJoined, named }: ScopeOptions,
): Scoped | null {
  const { parties, reads } = model;
  const use = found || (all && !isJoined) ? 'hashed' : all;
  const assignment: Assignment | null =
    model.assignment && ((id, v) => model.assignment!(id, v, use));
  const part = partySeen(model, role);
  const from = sql`${(!part?.byAccess && found) || rows} ${sql.raw(alias)}`;
  const d = ownColumns(model, alias);
  if (role === 'system') return { alias, from, where: [], d };
  if (!part) return null;
  // Alternatives in a column would read the rows by each of them; over the id they are compared once.
  const known =
    named && withAlso && part.also
      ? lazily((name) => (name === named.column ? named.id : d[name]!))
      : d;
  const seen = part.byAccess
    ? throughAccess(model, role, from, alias, found)
    : {
        alias,
        from,
        where: conditionsFor(parties, role, known, sql.viewer, assignment, withAlso),
        d,
      };
  const ofType = reads.spec.rows?.(seen.d, sql.viewer, role);
  return ofType ? { ...seen, where: [...seen.where, ofType] } : seen;
}

/**
 * The rows that the access rows of the viewer's tenant grant. Columns come from the access rows where these have
 * copies.
 */
function throughAccess(model: ReadModel, role: Role, own: Sql, alias: string, found?: Sql): Scoped {
  const { table, tenant, when, rep, copies } = model.access!;
  const as = `${alias}a`;
  const access = modelColumns(table, as);
  const rows = sql`${found ?? sql.ident(table.table)} ${sql.raw(as)}`;
  const where = [sql`${access[tenant]!} = ${sql.viewer.tenantId}`, ...(when ? [when(access)] : [])];
  if (role === 'csp.rep' && model.parties.rep === BY_ACCESS) where.push(rep!(access, sql.viewer));
  return {
    alias,
    access: rows,
    from: sql`${rows} join ${own} on ${modelColumns(model.table, alias).id!} = ${access[copies.id]!}`,
    where,
    d: columnsWithAccess(model.table, alias, model.access!, access),
  };
}

const ownColumns = ({ table, access }: ReadModel, alias: string): AnyColumns =>
  access ? columnsWithAccess(table, alias, access, null) : modelColumns(table, alias);

/** The scope of a side that sees no row of the type, for statements that must still name the table. */
export const noneOf = (model: ReadModel, alias: string): Scoped => ({
  alias,
  from: sql`${sql.ident(model.table.table)} ${sql.raw(alias)}`,
  where: [sql.raw('false')],
  d: ownColumns(model, alias),
});

/** The SQL of one field of a row, in PostgreSQL's type. `shape` narrows actions to the selected parts. */
export function fieldSql(
  plan: SqlPlan,
  role: Role,
  d: AnyColumns,
  shape: JsonShape | null = null,
): Sql {
  switch (plan.kind) {
    case 'id':
      return sql`${sql.literal(globalId(plan.prefix, ''))} || ${d.id}`;
    case 'column':
      return d[plan.property]!;
    case 'sql':
      return plan.source(d, sql.viewer, role);
    case 'actions':
      return actionsSql(plan, d, sql.viewer, role, shape);
  }
}

interface Filtered extends Pick<RequestedList, 'role' | 'filters'> {
  readonly model: Pick<ReadModel, 'filters'>;
}

export const filterArg = (filter: string, name: string): string => `filter.${filter}.${name}`;

/** The conditions of given filters of a list, or of a report. */
export function filterConditions(
  { model, role, filters }: Filtered,
  d: AnyColumns,
  all?: 'all',
): Sql[] {
  return filters.map(({ name, args, words }) => {
    const arg = (key: string): Sql => sql.arg(filterArg(name, key));
    const use = { arg, given: new Set(args), words, v: sql.viewer, role, all };
    return model.filters.get(name)!.where(d, use);
  });
}

/** The conditions that a page adds to the scope: the given filters, and the rows after the cursor. */
export function keysetConditions(
  page: RequestedPage,
  rows: Pick<Scoped, 'd'>,
  filters: readonly Sql[] = filterConditions(page, rows.d),
): Sql[] {
  const { model, order, hasCursor } = page;
  const conditions = [...filters, ...beforeHorizon(page, rows.d)];
  if (!hasCursor) return conditions;
  const left = sql.join(orderKeys(model, order, rows), ', ');
  const right = sql.join(
    orderTypes(model, order).map((type, i) => sql`${sql.arg(`cursor.${i}`)}::${sql.raw(type)}`),
    ', ',
  );
  return [...conditions, sql`(${left}) ${sql.raw(isAscending(page) ? '>' : '<')} (${right})`];
}

/** Whether the rows of a page are read in ascending order. */
export const isAscending = ({ direction, backwards }: PageShape): boolean =>
  (direction === 'ASC') !== backwards;

/** The statement of a page with these columns. `own` ties the page to a parent; `keyset` are {@link keysetConditions}. */
export function pageSql(
  page: RequestedPage,
  rows: Scoped,
  given: { readonly list: Sql; readonly own: readonly Sql[]; readonly keyset: readonly Sql[] },
  limit: Sql,
): Sql {
  const { list, own, keyset } = given;
  const way = sql.raw(isAscending(page) ? 'asc' : 'desc');
  const order = sql.join(
    orderKeys(page.model, page.order, rows).map((key) => sql`${key} ${way}`),
    ', ',
  );
  const where = sql.and([...own, ...rows.where, ...keyset]);
  const from = sourceOf(rows, list, where, order);
  return sql`select ${list} from ${from} where ${where} order by ${order} limit ${limit}`;
}

/** Property names of an ordering; a list without declared orderings is ordered by id. */
export const orderColumns = (model: ReadModel, order: string): readonly string[] =>
  model.orders.get(order) ?? ['id'];

/** The database types of an ordering's columns. */
export const orderTypes = (model: ReadModel, order: string): readonly string[] =>
  orderColumns(model, order).map((column) => orderColumn(model, column)!.type);

/** The values of an ordering over a row. */
export const orderKeys = (
  model: ReadModel,
  order: string,
  { d }: Pick<Scoped, 'd'>,
): readonly Sql[] => orderColumns(model, order).map((column) => d[column]!);
