import type { AnyColumns } from '../../sql/columns.ts';
import { sql } from '../../sql/sql.ts';
import type { Role } from '../../viewer.ts';
import type { Measure } from '../declare.ts';
import { columnsOfMeasure, hiddenFrom, namesUsed } from '../hidden.ts';
import type { ReadModel } from '../model.ts';
import type { Dimension } from './declare.ts';

/** Names of the parts of a report that are closed to a role. */
export interface HiddenInReport {
  readonly dimensions: ReadonlySet<string>;
  readonly filters: ReadonlySet<string>;
  readonly measures: ReadonlySet<string>;
}

/** The rows of a report, which hide as much from a role as their list does. Stored sums tell no more than the rows. */
interface ReportedRows {
  readonly model: ReadModel;
  readonly named: (d: AnyColumns) => AnyColumns;
  readonly dimensions: ReadonlyMap<string, Dimension>;
  readonly measures: Readonly<Record<string, Measure>>;
}

/** The parts of a report that are closed to a role. */
export function hiddenInReport(
  { model, named, dimensions, measures }: ReportedRows,
  role: Role,
): HiddenInReport {
  const { columns, filters, measures: listed } = hiddenFrom(model, role);
  const tells = (of: (d: AnyColumns) => unknown): boolean =>
    namesUsed((d) => of(named(d))).some((name) => columns.has(name));
  return {
    filters,
    dimensions: new Set(
      [...dimensions].flatMap(([name, { value }]) =>
        tells((d) => value(d, sql.viewer, role)) ? [name] : [],
      ),
    ),
    measures: new Set(
      Object.entries(measures).flatMap(([name, measure]) =>
        (model.measures.get(name) === measure && listed.has(name)) ||
        columnsOfMeasure(measure, role).some((column) => columns.has(column))
          ? [name]
          : [],
      ),
    ),
  };
}
