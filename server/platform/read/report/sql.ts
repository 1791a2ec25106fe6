import { Int } from 'type-graphql';
import { calendarSql } from '../../db/calendar-sql.ts';
import { type AnyColumns, lazily } from '../../sql/columns.ts';
import { type Sql, sql } from '../../sql/sql.ts';
import type { Role } from '../../viewer.ts';
import { filterArg, filterConditions, type RequestedList, scopedList } from '../scope.ts';
import { HIDDEN_MEASURE, measureSql } from '../totals.ts';
import { TIME } from './dimensions.ts';
import { type ReportModel, type ReportSource, sourceFor } from './model.ts';
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

/**
 * The groups of a report in any order, with the columns of {@link reportSql}. Stored sums answer the whole months of a
 * range of instants, and the rows its other days.
 */
export function groupsSql(
  report: ReportModel,
  role: Role,
  { dimensions, filters }: Pick<ReportShape, 'dimensions' | 'filters'>,
  alias: string,
): Sql {
  const name = report.report.within;
  const range = filters.find((filter) => filter.name === name);
  const others = filters.filter((filter) => filter !== range);
  const asked = { dimensions, filters: others.map((filter) => filter.name) };
  const stored = sourceFor(report, role, asked, range ? [TIME] : []);
  const rows = report.sources.at(-1)!;
  const groups = { dimensions, filters: others };
  if (!range) return sourceGroups(report, role, stored, groups, alias);
  if (stored === rows) return sourceGroups(report, role, rows, { dimensions, filters }, alias);
  const { parts, months } = monthsWithin(range);
  const union = [
    sourceGroups(report, role, stored, { ...groups, when: months }, alias),
    ...parts.map((when) => sourceGroups(report, role, rows, { ...groups, when }, alias)),
  ];
  const named = [...report.dimensions.keys()].map(sql.ident);
  const sums = Object.entries(report.measures).map(([measure, { type }]) => {
    const sum = sql`sum(u.${sql.ident(measure)})${sql.raw(type() === Int ? '::bigint' : '')}`;
    return sql`${sum} as ${sql.ident(measure)}`;
  });
  const list = sql.join([...named, ...sums], ', ');
  const by = named.length > 0 ? sql` group by ${sql.join(named, ', ')}` : sql.raw('');
  return sql`select ${list} from (${sql.join(union, ' union all ')}) u${by}`;
}

/** The whole months of a range of instants, and the parts of the range before and after them, as conditions on a time. */
function monthsWithin({ name, args }: ReportShape['filters'][number]): {
  readonly months: When;
  readonly parts: readonly When[];
} {
  const bound = (key: string): Sql | null =>
    args.includes(key) ? sql`${sql.arg(filterArg(name, key))}::timestamptz` : null;
  const [from, until] = [bound('from'), bound('until')];
  const monthOf = (at: Sql): Sql => sql`date_trunc('month', ${calendarSql.zoned(at)})`;
  // A month that begins at `from` is whole.
  const next =
    from && sql`(${monthOf(sql`(${from} - interval '1 microsecond')`)} + interval '1 month')`;
  const begin =
    next && (until ? sql`least(${calendarSql.zoned(next)}, ${until})` : calendarSql.zoned(next));
  const last = until && calendarSql.zoned(sql`(${monthOf(until)})`);
  const end = last && (begin ? sql`greatest(${last}, ${begin})` : last);
  const within =
    (start: Sql | null, stop: Sql | null): When =>
    (time) =>
      sql.and([
        ...(start ? [sql`${time} >= ${start}`] : []),
        ...(stop ? [sql`${time} < ${stop}`] : []),
      ]);
  return {
    months: within(begin && sql`(${begin})`, end && sql`(${end})`),
    parts: [
      ...(from ? [within(from, sql`(${begin!})`)] : []),
      ...(until ? [within(sql`(${end!})`, until)] : []),
    ],
  };
}

/** A condition on the instant of a row, or on the start of stored months. */
type When = (time: Sql) => Sql;

interface Groups extends Pick<ReportShape, 'dimensions' | 'filters'> {
  readonly when?: When;
}

/** The groups of the rows of one source. */
function sourceGroups(
  report: ReportModel,
  role: Role,
  { model, measures, rows, summed, named }: ReportSource,
  { dimensions, filters, when }: Groups,
  alias: string,
): Sql {
  const all: RequestedList = { model, role, owner: null, filters: [] };
  const found = scopedList(all, alias, { all: 'all', isGrouped: true })!;
  const d = named(found.d);
  const lists: Sql[] = [];
  const grouped = dimensions.map((name) => {
    const { value, isList } = report.dimensions.get(name)!;
    const group = value(d, sql.viewer, role, 'all');
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
  const where = sql.and([
    ...found.where,
    ...(rows ? [rows(found.d, sql.viewer, role)] : []),
    ...filterConditions({ model: report, role, filters }, d),
    ...(when ? [when(d[TIME]!)] : []),
  ]);
  const having = summed ? sql` having sum(${summed(found.d, sql.viewer, role)}) > 0` : sql.raw('');
  const groups =
    dimensions.length > 0
      ? sql` group by ${sql.join(ordinals(dimensions), ', ')}${having}`
      : sql.raw('');
  const list = sql.join([...grouped, ...others, ...sums], ', ');
  return sql`select ${list} from ${found.from}${sql.join(lists, '')} where ${where}${groups}`;
}

const ordinals = (names: readonly string[]): Sql[] => names.map((_, i) => sql.raw(String(i + 1)));

/** The columns of {@link reportSql} under an alias. */
export const reportColumns = (alias: string): AnyColumns =>
  lazily((name) => sql`${sql.raw(alias)}.${sql.ident(name)}`);
