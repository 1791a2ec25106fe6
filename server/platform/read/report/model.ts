import { partiesOf, partOfRole } from '../../db/parties.ts';
import { type AnyColumns, lazily, tableModel } from '../../sql/columns.ts';
import { sql } from '../../sql/sql.ts';
import { Role } from '../../viewer.ts';
import { type Filter, type Measure, type Reads, relation, type SqlOf } from '../declare.ts';
import { columnsOfFilter, hiddenFrom, namesUsed } from '../hidden.ts';
import type { FieldPlan, Models, ReadModel, RowModel } from '../model.ts';
import type { Dimension, Report } from './declare.ts';
import { calendarOf, monthsOf, TIME } from './dimensions.ts';
import { type HiddenInReport, hiddenInReport } from './hidden.ts';

/** A report joined with the models of its rows. Both executions work from it. */
export interface ReportModel {
  readonly report: Report;
  /** SDL name of the report's type. */
  readonly name: string;
  readonly dimensions: ReadonlyMap<string, Dimension>;
  readonly filters: ReadonlyMap<string, Filter>;
  readonly measures: Readonly<Record<string, Measure>>;
  /** The stored sums in the order of their preference, and the rows themselves at the end. */
  readonly sources: readonly ReportSource[];
  /** The fields of a row of the report. */
  readonly row: RowModel;
  readonly roles: readonly Role[];
  readonly hiddenFrom: (role: Role) => HiddenInReport;
  /** Measures that can be null: hidden from a role, or without a row that has it. */
  readonly nullable: ReadonlySet<string>;
}

/** Rows that may answer a report. */
export interface ReportSource {
  readonly model: ReadModel;
  readonly rows?: SqlOf<string>;
  readonly summed?: SqlOf<string>;
  readonly measures: Readonly<Record<string, Measure>>;
  /** The columns under the names of the report. */
  readonly named: (d: AnyColumns) => AnyColumns;
}

export type ReportModels = ReadonlyMap<string, ReportModel>;

/** Joins the reports of all modules with the models. Throws for a filter or a measure that a source lacks. */
export function buildReports(reports: readonly Report[], models: Models): ReportModels {
  const built = new Map<string, ReportModel>();
  for (const report of reports) {
    if (built.has(report.name)) throw new Error(`The report ${report.name} is declared twice`);
    built.set(report.name, buildReport(report, models));
  }
  return built;
}

function buildReport(report: Report, models: Models): ReportModel {
  const { over, time, sums = [], rollups = [] } = report;
  const base = models.get(over);
  if (!base) throw new Error(`${report.name} is over a type that no module reads`);
  const dimensions = new Map([
    ...(time ? Object.entries<Dimension>(calendarOf()) : []),
    ...Object.entries(report.dimensions),
  ]);
  const listed = report.filters.map((name): readonly [string, Filter] => {
    const filter = base.filters.get(name);
    if (!filter) throw new Error(`${report.name}: ${base.name} has no filter "${name}"`);
    return [name, filter];
  });
  const filters = new Map([...(time ? [['months', monthsOf()] as const] : []), ...listed]);
  const listedSums = sums.map((name): readonly [string, Measure] => {
    const measure = base.measures.get(name);
    if (!measure) throw new Error(`${report.name}: ${base.name} has no measure "${name}"`);
    return [name, measure];
  });
  const measures = { ...Object.fromEntries(listedSums), ...report.measures };
  if (report.within && !(time && filters.has(report.within)))
    throw new Error(`${report.name} has no filter "${report.within}" of its time`);
  const stored = rollups.map(
    ({ over: reads, time: starts, rows, summed, measures: stored }): ReportSource => {
      for (const name of Object.keys(measures))
        if (!(name in stored))
          throw new Error(`${report.name}: a rollup lacks the measure ${name}`);
      return {
        model: models.get(reads as Reads) ?? unread(base, reads),
        ...(rows && { rows }),
        ...(summed && { summed }),
        measures: stored,
        named: timed(starts),
      };
    },
  );
  const rows: ReportSource = {
    model: base,
    ...(report.rows && { rows: report.rows }),
    measures,
    named: timed(time),
  };
  const sources = [...stored, rows];
  const name = `${report.name.charAt(0).toUpperCase()}${report.name.slice(1)}`;
  const roles = Role.all.filter(
    (role) => base.roles.includes(role) && (report.roles?.includes(role) ?? true),
  );
  const hidden = new Map(
    roles.map((role) => [role, hiddenInReport({ ...rows, dimensions, measures }, role)]),
  );
  for (const role of roles)
    if (namesIn(rows, role).some((column) => hiddenFrom(base, role).columns.has(column)))
      throw new Error(`${report.name}: its rows tell ${role} what ${base.name} hides`);
  const nullable = new Set(
    Object.entries(measures).flatMap(([measure, { kind }]) =>
      kind === 'median' || [...hidden.values()].some((one) => one.measures.has(measure))
        ? [measure]
        : [],
    ),
  );
  return {
    report,
    name,
    dimensions,
    filters,
    measures,
    sources,
    row: { name: `${name}Row`, fields: new Map(fieldsOf(dimensions, measures, nullable)) },
    roles,
    hiddenFrom: (role) => hidden.get(role)!,
    nullable,
  };
}

/** The model of stored sums that no client reads: the roles that their parties admit may have a report answered by them. */
function unread(base: ReadModel, entity: object): ReadModel {
  const parties = partiesOf(entity);
  return {
    ...base,
    reads: { ...base.reads, entity: entity as Reads['entity'], spec: { id: '' } },
    table: tableModel(entity as Reads['entity']),
    parties,
    access: null,
    filters: new Map(),
    roles: Role.all.filter((role) => partOfRole(parties, role) !== null),
  };
}

/** The columns that decide which rows count. */
const namesIn = ({ rows, named }: ReportSource, role: Role): readonly string[] =>
  namesUsed((d) => [rows?.(d, sql.viewer, role), named(d)[TIME]]);

/** The columns of a source, with its instant under the common name. */
const timed =
  (time: string | undefined) =>
  (d: AnyColumns): AnyColumns =>
    lazily((property) => d[property === TIME && time ? time : property]!);

/** The fields of a row, over columns with the names of dimensions and measures. */
function* fieldsOf(
  dimensions: ReadonlyMap<string, Dimension>,
  measures: Readonly<Record<string, Measure>>,
  nullable: ReadonlySet<string>,
): Generator<readonly [string, FieldPlan]> {
  for (const [name, { to, description }] of dimensions)
    yield to
      ? [name, { kind: 'relation', relation: relation.one(to, name, description) }]
      : [name, { kind: 'sql', source: (d) => d[name]!, nullable: true }];
  for (const [name, measure] of Object.entries(measures))
    yield [
      name,
      { kind: 'sql', source: (d) => measure.value(d[name]!), nullable: nullable.has(name) },
    ];
}

/**
 * The first source that a role may read and that has every column of these dimensions and filters, and the `further`
 * ones. The rows themselves are such a source.
 */
export function sourceFor(
  { sources, dimensions, filters }: ReportModel,
  role: Role,
  asked: { readonly dimensions: readonly string[]; readonly filters: readonly string[] },
  further: readonly string[] = [],
): ReportSource {
  const needs = [
    ...further,
    ...namesUsed((d) =>
      asked.dimensions.map((name) => dimensions.get(name)!.value(d, sql.viewer, role)),
    ),
    ...asked.filters.flatMap((name) => columnsOfFilter(filters.get(name)!, role)),
  ];
  return sources.find(
    ({ model: { roles, table }, named }) =>
      roles.includes(role) &&
      namesUsed((d) => needs.map((need) => named(d)[need])).every((name) =>
        table.columns.has(name),
      ),
  )!;
}
