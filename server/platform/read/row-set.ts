import type { AnyColumns } from '../sql/columns.ts';
import { type Sql, sql } from '../sql/sql.ts';
import type { Role } from '../viewer.ts';
import { hiddenFrom } from './hidden.ts';
import type { ReadModel } from './model.ts';
import { filtersOf } from './page-request.ts';
import { fieldSql, listConditions, type RequestedList, scopedList } from './scope.ts';
import { amongMatches } from './searched.ts';

/** The rows of a list in a viewer's scope as one condition, for statements that use all of them. */
export interface RowSet {
  readonly from: Sql;
  readonly where: Sql;
  readonly d: AnyColumns;
  /** Values for the statement's arguments. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The actions of each row, as `viewerActions` gives them; null for a type without actions. */
  readonly actions: Sql | null;
  /** The columns of these properties. The declaration that names them has checked the names. */
  columns(properties: readonly string[]): Sql;
}

/** The rows of a type that a role may see and a filter accepts; null if the role's side sees none. */
export function rowSet(
  model: ReadModel,
  role: Role,
  filter: Readonly<Record<string, unknown>> = {},
): RowSet | null {
  const values: Record<string, unknown> = {};
  const filters = filtersOf(model, hiddenFrom(model, role).filters, filter, values);
  const list: RequestedList = { model, role, owner: null, filters };
  const rows = scopedList(list, 'd');
  if (!rows) return null;
  const where = sql.and([...listConditions(list, rows, 'all'), ...amongMatches(list, rows)]);
  const written = Object.entries(values).map(([name, value]) => [
    name,
    Array.isArray(value) ? arrayText(value) : value,
  ]);
  const { from, d } = rows;
  const actions = model.fields.get('viewerActions');
  return {
    from,
    where,
    d,
    values: Object.fromEntries(written),
    actions: actions?.kind === 'actions' ? fieldSql(actions, role, d) : null,
    columns: (properties) =>
      sql.join(
        properties.map((property) => d[property]!),
        ', ',
      ),
  };
}

/** An array literal of PostgreSQL. The driver of the unit of work would expand a list to several parameters. */
const arrayText = (values: readonly unknown[]): string =>
  `{${values.map((value) => `"${String(value).replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
