import { BY_ACCESS, conditionsFor, partOfRole } from '../db/parties.ts';
import { globalId } from '../ids.ts';
import { type AnyColumns, columnsWithAccess, modelColumns } from '../sql/columns.ts';
import { and, arg, ident, join, literal, raw, type Sql, sql, viewerRef } from '../sql/sql.ts';
import type { Role } from '../viewer.ts';
import { actionsSql } from './actions.ts';
import type { FieldPlan, ReadModel } from './model.ts';
import type { JsonShape, PageShape } from './shapes.ts';

/** The rows of a model that a role may see: its table under an alias, and the conditions of scope. */
export interface Scoped {
  readonly alias: string;
  readonly from: Sql;
  readonly where: readonly Sql[];
  readonly d: AnyColumns;
  /** The access rows alone: each has its row, so they are enough for what asks nothing of the row itself. */
  readonly access?: Sql;
}

/**
 * The source of a statement of which `mentioned` are all parts that name columns: the access rows alone where no
 * part names the table itself. Example: a count by name reads `customer_access da`, since `da` has a copy of it.
 */
export const sourceOf = ({ alias, from, access }: Scoped, ...mentioned: readonly Sql[]): Sql =>
  access && !mentioned.some((part) => namesAlias(part, alias)) ? access : from;

/** Whether SQL has a column of the alias: a column reference has the alias as a part of its own. */
const namesAlias = ({ parts }: Sql, alias: string): boolean =>
  parts.some((part) => 'text' in part && part.text === alias);

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

/** Property names of an ordering; a list without declared orderings is ordered by id. */
export const orderColumns = (model: ReadModel, order: string): readonly string[] =>
  model.reads.spec.orders?.[order] ?? ['id'];
