import { BY_ACCESS, conditionsFor, partOfRole } from '../db/parties.ts';
import { globalId } from '../ids.ts';
import { type AnyColumns, columnsWithAccess, modelColumns } from '../sql/columns.ts';
import { and, arg, ident, join, literal, raw, type Sql, sql, viewerRef } from '../sql/sql.ts';
import type { Role } from '../viewer.ts';
import { actionsSql } from './actions.ts';
import type { SqlOf } from './declare.ts';
import type { FieldPlan, ReadModel } from './model.ts';
import type { JsonShape, PageShape } from './shapes.ts';

/** Names of the row's own properties beside its SDL fields; `$` keeps them apart from any alias. */
export const KEY = {
  id: '$id',
  parent: '$parent',
  column: (field: string) => `$to.${field}`,
  order: (i: number) => `$o${i}`,
} as const;

/** The rows of a model that a role may see: its table under an alias, and the conditions of scope. */
export interface Scoped {
  readonly alias: string;
  readonly from: Sql;
  readonly where: readonly Sql[];
  readonly d: AnyColumns;
  /** The access rows alone: each has its row, so they are enough for what asks nothing of the row itself. */
  readonly access?: Sql;
}

/** Where a statement reads the rows that mentions nothing of them but this. */
export const sourceOf = ({ alias, from, access }: Scoped, ...mentioned: readonly Sql[]): Sql =>
  access && !mentioned.some(({ parts }) => parts.some((p) => 'text' in p && p.text === alias))
    ? access
    : from;

/**
 * The scope of a type for a role. It stands in the FROM and WHERE of every statement on the table;
 * no statement is built without it. Returns null when the role sees nothing at all. `rows` replaces the table
 * where only some of its rows are meant.
 */
export function scoped(
  model: ReadModel,
  role: Role,
  alias: string,
  rows: Sql = ident(model.table.table),
): Scoped | null {
  const { parties, assignment, reads, roles } = model;
  const from = sql`${rows} ${raw(alias)}`;
  const d = ownColumns(model, alias);
  if (role === 'system') return { alias, from, where: [], d };
  const part = roles.includes(role) ? partOfRole(parties, role) : null;
  if (!part) return null;
  const seen = part.byAccess
    ? throughAccess(model, role, from, alias)
    : { alias, from, where: conditionsFor(parties, role, d, viewerRef, assignment), d };
  const ofType = reads.spec.rows?.(seen.d, viewerRef, role);
  return ofType ? { ...seen, where: [...seen.where, ofType] } : seen;
}

/** The rows that access rows of the viewer's tenant name, read from there as far as those have copies. */
function throughAccess(model: ReadModel, role: Role, own: Sql, alias: string): Scoped {
  const { table, tenant, when, rep, copies } = model.access!;
  const as = `${alias}a`;
  const access = modelColumns(table, as);
  const rows = sql`${ident(table.table)} ${raw(as)}`;
  const where = [sql`${access[tenant]!} = ${viewerRef.tenantId}`, when(access)];
  if (role === 'csp.rep' && model.parties.rep === BY_ACCESS) where.push(rep!(access, viewerRef));
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

/** The same for a side that sees no row of the type: a statement may still name it. */
export const noneOf = (model: ReadModel, alias: string): Scoped => ({
  alias,
  from: sql`${ident(model.table.table)} ${raw(alias)}`,
  where: [raw('false')],
  d: ownColumns(model, alias),
});

/** The select list for a set of SDL fields, with the keys that relations below need. */
export function selectList(
  model: ReadModel,
  fields: ReadonlySet<string>,
  role: Role,
  d: AnyColumns,
): Sql {
  const columns = new Map<string, Sql>([
    [KEY.id, d.id],
    ['__typename', literal(model.name)],
  ]);
  const add = (name: string): void => {
    const plan = model.fields.get(name);
    if (!plan || columns.has(name)) return;
    if (plan.kind === 'code') for (const need of plan.source.needs) add(need);
    else if (plan.kind === 'relation') {
      if (plan.relation.kind !== 'one') return;
      const { column } = plan.relation;
      columns.set(
        KEY.column(name),
        typeof column === 'string' ? d[column]! : column(d, viewerRef, role),
      );
    } else columns.set(name, fieldSql(model, plan, role, d));
  };
  for (const field of fields) add(field);
  return join(
    [...columns].map(([name, expression]) => sql`${expression} as ${ident(name)}`),
    ', ',
  );
}

/** The SQL of one field of a row, as PostgreSQL has it; `shape` narrows the actions to the wanted parts. */
export function fieldSql(
  model: ReadModel,
  plan: Exclude<FieldPlan, { kind: 'code' | 'relation' }>,
  role: Role,
  d: AnyColumns,
  shape: JsonShape | null = null,
): Sql {
  switch (plan.kind) {
    case 'id':
      return sql`${literal(globalId(model.reads.spec.id, ''))} || ${d.id}`;
    case 'column':
      return d[plan.property]!;
    case 'sql':
      return plan.source(d, viewerRef, role);
    case 'actions':
      return actionsSql(plan.source.machine, plan.guardsOf, d, viewerRef, role, shape);
  }
}

export const filterArg = (filter: string, name: string): string => `filter.${filter}.${name}`;

/** Conditions of the given filters. */
export function filterConditions(
  model: ReadModel,
  shape: Pick<PageShape, 'filters'>,
  d: AnyColumns,
): Sql[] {
  return shape.filters.map(({ name, args }) =>
    model.filters.get(name)!.where(d, (key) => arg(filterArg(name, key)), viewerRef, new Set(args)),
  );
}

/** What a page adds to the scope: the given filters, and the rows after its cursor. */
export function keysetConditions(model: ReadModel, shape: PageShape, d: AnyColumns): Sql[] {
  const conditions = filterConditions(model, shape, d);
  if (!shape.hasCursor) return conditions;
  const columns = orderColumns(model, shape.order);
  const forward = (shape.direction === 'ASC') !== shape.backwards;
  const left = join(
    columns.map((c) => d[c]!),
    ', ',
  );
  const right = join(
    columns.map((c, i) => sql`${arg(`cursor.${i}`)}::${raw(model.table.columns.get(c)!.type)}`),
    ', ',
  );
  return [...conditions, sql`(${left}) ${raw(forward ? '>' : '<')} (${right})`];
}

/** One page of a list: scope, filters, keyset and ordering, `limit` an argument. */
export function pageSql(
  model: ReadModel,
  role: Role,
  fields: ReadonlySet<string>,
  shape: PageShape,
  extra?: (d: AnyColumns) => Sql,
): Sql | null {
  const rows = scoped(model, role, 'd');
  if (!rows) return null;
  const { d } = rows;
  const columns = orderColumns(model, shape.order);
  const forward = (shape.direction === 'ASC') !== shape.backwards;
  const way = raw(forward ? 'asc' : 'desc');
  const where = [...(extra ? [extra(d)] : []), ...rows.where, ...keysetConditions(model, shape, d)];
  const keys = columns.map((c, i) => sql`${d[c]!} as ${ident(KEY.order(i))}`);
  const order = join(
    columns.map((c) => sql`${d[c]!} ${way}`),
    ', ',
  );
  const list = sql`${selectList(model, fields, role, d)}, ${join(keys, ', ')}`;
  const condition = and(where);
  return sql`select ${list} from ${sourceOf(rows, list, condition, order)} where ${condition} order by ${order} limit ${arg('limit')}`;
}

/** The same page for many parents at once, each with its own limit; rows carry their parent's id. */
export function pagesByParentSql(
  model: ReadModel,
  role: Role,
  column: string,
  fields: ReadonlySet<string>,
  shape: PageShape,
): Sql | null {
  const page = pageSql(model, role, fields, shape, (d) => sql`${d[column]!} = k.id`);
  if (!page) return null;
  const way = raw((shape.direction === 'ASC') !== shape.backwards ? 'asc' : 'desc');
  const order = orderColumns(model, shape.order).map(
    (_, i) => sql`p.${ident(KEY.order(i))} ${way}`,
  );
  return sql`select k.id as ${ident(KEY.parent)}, p.* from unnest(${arg('parents')}::uuid[]) k(id) cross join lateral (${page}) p order by k.id, ${join(order, ', ')}`;
}

/** Lists are counted up to here; beyond, the count is a floor. */
export const COUNT_BOUND = 10_000;

/** How many rows a list has, counted to one beyond the bound; `own` ties them to a parent. */
export function countedSql(
  model: ReadModel,
  role: Role,
  alias: string,
  shape: PageShape,
  own: (d: AnyColumns) => readonly Sql[],
): Sql | null {
  const rows = scoped(model, role, alias);
  if (!rows) return null;
  const where = and([...own(rows.d), ...rows.where, ...filterConditions(model, shape, rows.d)]);
  const from = sourceOf(rows, where);
  const limit = raw(String(COUNT_BOUND + 1));
  return sql`(select count(*)::int from (select 1 from ${from} where ${where} limit ${limit}) c)`;
}

/** The count for each parent. Without a parent the one row has a null parent. */
export function countSql(
  model: ReadModel,
  role: Role,
  column: string | null,
  shape: PageShape,
): Sql | null {
  const counted = countedSql(model, role, 'd', shape, (d) =>
    column ? [sql`${d[column]!} = k.id`] : [],
  );
  if (!counted) return null;
  return column
    ? sql`select k.id as ${ident(KEY.parent)}, ${counted} as n from unnest(${arg('parents')}::uuid[]) k(id)`
    : sql`select null as ${ident(KEY.parent)}, ${counted} as n`;
}

/** The row with the id that is the statement's argument `id`. */
export function byIdSql(model: ReadModel, role: Role, fields: ReadonlySet<string>): Sql | null {
  const rows = scoped(model, role, 'd');
  if (!rows) return null;
  const where = and([sql`${rows.d.id} = ${arg('id')}::uuid`, ...rows.where]);
  const list = selectList(model, fields, role, rows.d);
  return sql`select ${list} from ${sourceOf(rows, list, where)} where ${where}`;
}

/** Rows by a unique column, many keys at once. */
export function byKeySql(
  model: ReadModel,
  role: Role,
  column: string,
  fields: ReadonlySet<string>,
  when?: SqlOf<string>,
): Sql | null {
  const rows = scoped(model, role, 'd');
  if (!rows) return null;
  const key = rows.d[column]!;
  const type = model.table.columns.get(column)!.type;
  const further = when ? [when(rows.d, viewerRef, role)] : [];
  const where = and([sql`${key} = any(${arg('keys')}::${raw(type)}[])`, ...rows.where, ...further]);
  const list = sql`${selectList(model, fields, role, rows.d)}, ${key} as ${ident(KEY.parent)}`;
  return sql`select ${list} from ${sourceOf(rows, list, where)} where ${where}`;
}

/** Short child lists of many parents, at most `max` each. */
export function childrenSql(
  model: ReadModel,
  role: Role,
  column: string,
  orderBy: string,
  max: number,
  fields: ReadonlySet<string>,
): Sql | null {
  const rows = scoped(model, role, 'd');
  if (!rows) return null;
  const { d } = rows;
  const where = and([sql`${d[column]!} = k.id`, ...rows.where]);
  const list = sql`select ${selectList(model, fields, role, d)}, ${d[orderBy]!} as ${ident(KEY.order(0))} from ${rows.from} where ${where} order by ${d[orderBy]!}, ${d.id} limit ${raw(String(max))}`;
  return sql`select k.id as ${ident(KEY.parent)}, p.* from unnest(${arg('parents')}::uuid[]) k(id) cross join lateral (${list}) p order by k.id, p.${ident(KEY.order(0))}, p.${ident(KEY.id)}`;
}

/** Property names of an ordering; a list without declared orderings is ordered by id. */
export const orderColumns = (model: ReadModel, order: string): readonly string[] =>
  model.reads.spec.orders?.[order] ?? ['id'];
