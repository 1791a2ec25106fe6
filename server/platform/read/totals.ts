import type { AnyColumns } from '../sql/columns.ts';
import { type Sql, sql } from '../sql/sql.ts';
import type { Role } from '../viewer.ts';
import { boundOfScan, type KeptRows, keptRows } from './counted.ts';
import type { Measure } from './declare.ts';
import { hiddenFrom, isMeasureHidden } from './hidden.ts';
import type { ReadModel } from './model.ts';
import { listConditions, noneOf, type RequestedList, scopedList, sourceOf } from './scope.ts';
import { amongMatches } from './searched.ts';

/** Whether a measure can be null: hidden from a role, or without a row that has it. */
export const isNullable = (model: ReadModel, name: string): boolean =>
  model.measures.get(name)!.kind === 'median' || isMeasureHidden(model, name);

/** A measure that the viewer may not read. */
export const HIDDEN_MEASURE = sql.raw('null::numeric');

/** A measure over the rows of a statement; a sum is zero for no rows. */
export function measureSql({ kind, of }: Measure, role: Role, d: AnyColumns): Sql {
  const amount = typeof of === 'string' ? d[of]! : of(d, sql.viewer, role, 'all');
  return kind === 'median'
    ? sql`round(percentile_cont(0.5) within group (order by ${amount}))::int`
    : sql`coalesce(sum(${amount}), 0)`;
}

/** The number of the rows in a statement that also counts them. No measure has this name. */
const ROWS = sql.ident('#');

/**
 * The totals of a list in the form of the API: a statement of one row, with a column for each of the named measures.
 */
export const totalsSql = (list: RequestedList, alias: string, names: readonly string[]): Sql =>
  keptSums(list, alias, names) ?? summedSql(list, alias, names);

/** The totals of a list together with its bounded count. */
export interface CountedTotals {
  /** A statement like that of the totals. */
  readonly summed: Sql;
  /** The values of the count over its row `s`. */
  readonly count: Record<'value' | 'exact', Sql>;
}

/** Totals and count of a list from one reading of its rows; null if either of them reads fewer rows alone. */
export function countedTotals(
  list: RequestedList,
  alias: string,
  names: readonly string[],
): CountedTotals | null {
  const hidden = hiddenFrom(list.model, list.role).measures;
  const most = boundOfScan(list);
  if (most === null || names.every((name) => hidden.has(name))) return null;
  const bound = sql.raw(String(most));
  const rows = sql`s.${ROWS}`;
  return {
    summed: summedSql(list, alias, names, sql`, count(*) as ${ROWS}`),
    count: { value: sql`least(${rows}, ${bound})`, exact: sql`${rows} <= ${bound}` },
  };
}

/** The totals of a list from its rows, with further columns. */
function summedSql(
  list: RequestedList,
  alias: string,
  names: readonly string[],
  further = sql.raw(''),
): Sql {
  const { model, role } = list;
  const hidden = hiddenFrom(model, role).measures;
  const rows = scopedList(list, alias, { all: 'all' }) ?? noneOf(model, alias);
  const where = sql.and([...listConditions(list, rows, 'all'), ...amongMatches(list, rows)]);
  const sums = named(names, (name) =>
    hidden.has(name) ? HIDDEN_MEASURE : measureSql(model.measures.get(name)!, role, rows.d),
  );
  // Without a sum the statement would return each row: HAVING makes it a statement of one row.
  const isSum = names.some((name) => !hidden.has(name));
  return sql`select ${sums}${further} from ${sourceOf(rows, sums, where)} where ${where}${sql.raw(isSum ? '' : ' having true')}`;
}

/** The totals of a list whose sums are stored; null if one of the measures is not. */
function keptSums(list: RequestedList, alias: string, names: readonly string[]): Sql | null {
  const hidden = hiddenFrom(list.model, list.role).measures;
  const kept = keptRows(list);
  const shown = names.filter((name) => !hidden.has(name));
  const sums = new Map(shown.map((name) => [name, kept && keptSum(list, alias, name, kept)]));
  if (!kept || shown.length === 0 || [...sums.values()].includes(null)) return null;
  return sql`select ${named(names, (name) => sums.get(name) ?? HIDDEN_MEASURE)} from ${kept.from}`;
}

/** The sum of a measure over the stored numbers `kept`; null if it is not stored. */
function keptSum(
  list: RequestedList,
  alias: string,
  name: string,
  { sums, isAnothers }: KeptRows,
): Sql | null {
  const { model, role } = list;
  const measure = model.measures.get(name)!;
  const { kind, of, kept } = measure;
  const place = sums.indexOf(kept?.sum ?? (typeof of === 'string' ? of : ''));
  if (kind !== 'sum' || place < 0 || (kept && isAnothers)) return null;
  const stored = sql.raw(`coalesce(sum(kept.sums[${place + 1}]), 0)`);
  if (!kept && !isAnothers) return stored;
  const rows = scopedList(list, alias, { all: 'all' })!;
  const others = measureSql(measure, role, rows.d);
  const where = sql.and([
    ...listConditions(list, rows, 'all'),
    isAnothers ?? kept!.others(rows.d, sql.viewer, role),
  ]);
  return sql`${stored} + (select ${others} from ${sourceOf(rows, others, where)} where ${where})`;
}

/** The select list of values by name. */
const named = (names: readonly string[], value: (name: string) => Sql): Sql =>
  sql.join(
    names.map((name) => sql`${value(name)} as ${sql.ident(name)}`),
    ', ',
  );

/** The wire form of a measure over a row `s` of {@link totalsSql}. */
export const totalSql = (model: ReadModel, name: string): Sql =>
  model.measures.get(name)!.value(sql`s.${sql.ident(name)}`);
