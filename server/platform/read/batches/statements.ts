import type { AnyColumns } from '../../sql/columns.ts';
import { type Sql, sql } from '../../sql/sql.ts';
import type { Role } from '../../viewer.ts';
import { countedSql } from '../counted.ts';
import type { SqlOf } from '../declare.ts';
import type { ReadModel, RowModel } from '../model.ts';
import {
  fieldSql,
  isAscending,
  type Owner,
  orderColumns,
  orderKeys,
  ownedBy,
  pageSql,
  type RequestedPage,
  scoped,
  scopedList,
  sourceOf,
} from '../scope.ts';
import { pageConditions } from '../searched.ts';
import type { PageShape } from '../shapes.ts';
import { totalSql, totalsSql } from '../totals.ts';

/** Property names that a row carries in addition to its SDL fields. The `$` prefix cannot clash with an alias. */
export const KEY = {
  id: '$id',
  parent: '$parent',
  column: (field: string) => `$to.${field}`,
  order: (i: number) => `$o${i}`,
} as const;

/** The select list of a set of SDL fields, with the keys that nested relations need. */
export function selectList(
  model: RowModel,
  fields: ReadonlySet<string>,
  role: Role,
  d: AnyColumns,
): Sql {
  const columns = new Map<string, Sql>([
    ['__typename', sql.literal(model.name)],
    ...(model.fields.has('id') ? [[KEY.id, d.id] as const] : []),
  ]);
  const add = (name: string): void => {
    const plan = model.fields.get(name);
    if (!plan || columns.has(name)) return;
    if (plan.kind === 'code') for (const need of plan.source.needs) add(need);
    else if (plan.kind === 'upstream') add(plan.need);
    else if (plan.kind === 'relation') {
      if (plan.relation.kind !== 'one') return;
      const { column } = plan.relation;
      columns.set(
        KEY.column(name),
        typeof column === 'string' ? d[column]! : column(d, sql.viewer, role),
      );
    } else columns.set(name, fieldSql(plan, role, d));
  };
  for (const field of fields) add(field);
  return sql.join(
    [...columns].map(([name, expression]) => sql`${expression} as ${sql.ident(name)}`),
    ', ',
  );
}

/** The parent `k` of a list, named by a column of its rows. */
const ofParent = (column: string): Owner => ({ column, id: sql.raw('k.id') });

/** One page of a list: scope, filters, keyset and ordering. `limit` is an argument of the statement. */
export function listPageSql(
  model: ReadModel,
  role: Role,
  fields: ReadonlySet<string>,
  shape: PageShape,
  owner: Owner | null = null,
): Sql | null {
  const page: RequestedPage = { model, role, owner, ...shape };
  const rows = scopedList(page, 'd');
  if (!rows) return null;
  const { d } = rows;
  const keys = orderKeys(model, shape.order, rows).map(
    (value, i) => sql`${value} as ${sql.ident(KEY.order(i))}`,
  );
  const list = sql`${selectList(model, fields, role, d)}, ${sql.join(keys, ', ')}`;
  const limit = sql.arg('limit');
  const keyset = pageConditions(page, rows, limit);
  return pageSql(page, rows, { list, own: ownedBy(page, d), keyset }, limit);
}

/** The same page for many parents, each with its own limit. Each row carries its parent's id. */
export function pagesByParentSql(
  model: ReadModel,
  role: Role,
  column: string,
  fields: ReadonlySet<string>,
  shape: PageShape,
): Sql | null {
  const page = listPageSql(model, role, fields, shape, ofParent(column));
  if (!page) return null;
  const way = sql.raw(isAscending(shape) ? 'asc' : 'desc');
  const order = orderColumns(model, shape.order).map(
    (_, i) => sql`p.${sql.ident(KEY.order(i))} ${way}`,
  );
  return sql`select k.id as ${sql.ident(KEY.parent)}, p.* from unnest(${sql.arg('parents')}::uuid[]) k(id) cross join lateral (${page}) p order by k.id, ${sql.join(order, ', ')}`;
}

/** The count for each parent. Without a parent, one row with a null parent. */
export function countSql(
  model: ReadModel,
  role: Role,
  column: string | null,
  shape: PageShape,
): Sql | null {
  const owner = column ? ofParent(column) : null;
  const counted = countedSql({ model, role, owner, filters: shape.filters }, 'd');
  if (!counted) return null;
  return column
    ? sql`select k.id as ${sql.ident(KEY.parent)}, c.* from unnest(${sql.arg('parents')}::uuid[]) k(id) cross join lateral (${counted}) c`
    : sql`select null as ${sql.ident(KEY.parent)}, c.* from (${counted}) c`;
}

/** The totals for each parent. Without a parent, one row with a null parent. */
export function totalsByParentSql(
  model: ReadModel,
  role: Role,
  column: string | null,
  shape: PageShape,
  names: readonly string[],
): Sql {
  const owner = column ? ofParent(column) : null;
  const sums = totalsSql({ model, role, owner, filters: shape.filters }, 'd', names);
  const list = sql.join(
    names.map((name) => sql`${totalSql(model, name)} as ${sql.ident(name)}`),
    ', ',
  );
  return column
    ? sql`select k.id as ${sql.ident(KEY.parent)}, ${list} from unnest(${sql.arg('parents')}::uuid[]) k(id) cross join lateral (${sums}) s`
    : sql`select null as ${sql.ident(KEY.parent)}, ${list} from (${sums}) s`;
}

/** The row whose id is the statement's argument `id`. */
export function byIdSql(model: ReadModel, role: Role, fields: ReadonlySet<string>): Sql | null {
  const rows = scoped(model, role, 'd');
  if (!rows) return null;
  const where = sql.and([sql`${rows.d.id} = ${sql.arg('id')}::uuid`, ...rows.where]);
  const list = selectList(model, fields, role, rows.d);
  return sql`select ${list} from ${sourceOf(rows, list, where)} where ${where}`;
}

/** The rows for many values of a unique column. */
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
  const further = when ? [when(rows.d, sql.viewer, role)] : [];
  const where = sql.and([
    sql`${key} = any(${sql.arg('keys')}::${sql.raw(type)}[])`,
    ...rows.where,
    ...further,
  ]);
  const list = sql`${selectList(model, fields, role, rows.d)}, ${key} as ${sql.ident(KEY.parent)}`;
  return sql`select ${list} from ${sourceOf(rows, list, where)} where ${where}`;
}

/** The child lists of many parents, at most `max` rows each. */
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
  const where = sql.and([sql`${d[column]!} = k.id`, ...rows.where]);
  const list = sql`select ${selectList(model, fields, role, d)}, ${d[orderBy]!} as ${sql.ident(KEY.order(0))} from ${rows.from} where ${where} order by ${d[orderBy]!}, ${d.id} limit ${sql.raw(String(max))}`;
  return sql`select k.id as ${sql.ident(KEY.parent)}, p.* from unnest(${sql.arg('parents')}::uuid[]) k(id) cross join lateral (${list}) p order by k.id, p.${sql.ident(KEY.order(0))}, p.${sql.ident(KEY.id)}`;
}
