import { type AnyColumns, lazily } from '../../sql/columns.ts';
import { type Sql, sql } from '../../sql/sql.ts';
import type { Role } from '../../viewer.ts';
import { filterConditions, scopedList } from '../scope.ts';
import { HIDDEN_MEASURE, measureSql } from '../totals.ts';
import { type ReportModel, sourceFor } from './model.ts';
import type { ReportShape } from './request.ts';

/**
 * The groups of a report in its order, one more than `size`. Columns: the dimensions and the measures by name, and the
 * row number `n`. Dimensions that do not group are null.
 */
export function reportSql(
  report: ReportModel,
  role: Role,
  { dimensions, order, filters }: ReportShape,
  size: number,
  alias: string,
): Sql {
  const first = sql`${sql.ident(order.field)} ${sql.raw(order.direction.toLowerCase())} nulls last`;
  const ordered = sql.join([first, ...ordinals(dimensions)], ', ');
  return sql`select g.*, row_number() over () as n from (
    ${groupsSql(report, role, { dimensions, filters }, alias)}
    order by ${ordered} limit ${sql.raw(String(size + 1))}) g`;
}

/** The groups of a report in any order, with the columns of {@link reportSql}. */
export function groupsSql(
  report: ReportModel,
  role: Role,
  { dimensions, filters }: Pick<ReportShape, 'dimensions' | 'filters'>,
  alias: string,
): Sql {
  const { model, measures, rows, named } = sourceFor(report, role, {
    dimensions,
    filters: filters.map(({ name }) => name),
  });
  const found = scopedList(model, role, alias, { owner: null, all: 'all' })!;
  const d = named(found.d);
  const lists: Sql[] = [];
  const grouped = dimensions.map((name) => {
    const { value, isList } = report.dimensions.get(name)!;
    const group = value(d, sql.viewer, role);
    if (!isList) return sql`${group} as ${sql.ident(name)}`;
    const element = sql.raw(`${alias}e${lists.length}`);
    lists.push(sql` left join lateral unnest(${group}) as ${element}(v) on true`);
    return sql`${element}.v as ${sql.ident(name)}`;
  });
  const others = [...report.dimensions]
    .filter(([name]) => !dimensions.includes(name))
    .map(
      ([name, { to }]) => sql`${sql.raw(to ? 'null::uuid' : 'null::text')} as ${sql.ident(name)}`,
    );
  const hidden = report.hiddenFrom(role).measures;
  const sums = Object.keys(report.measures).map((name) => {
    const sum = hidden.has(name) ? HIDDEN_MEASURE : measureSql(measures[name]!, role, found.d);
    return sql`${sum} as ${sql.ident(name)}`;
  });
  const counts = rows ? [rows(found.d, sql.viewer, role)] : [];
  const where = sql.and([
    ...found.where,
    ...counts,
    ...filterConditions(report, role, { filters }, d),
  ]);
  const groups =
    dimensions.length > 0 ? sql` group by ${sql.join(ordinals(dimensions), ', ')}` : sql.raw('');
  const list = sql.join([...grouped, ...others, ...sums], ', ');
  return sql`select ${list} from ${found.from}${sql.join(lists, '')} where ${where}${groups}`;
}

const ordinals = (names: readonly string[]): Sql[] => names.map((_, i) => sql.raw(String(i + 1)));

/** The columns of {@link reportSql} under an alias. */
export const reportColumns = (alias: string): AnyColumns =>
  lazily((name) => sql`${sql.raw(alias)}.${sql.ident(name)}`);
