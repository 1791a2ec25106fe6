import { type Columns, columnsOf, type TableModel } from '../sql/columns.ts';
import { ident, raw, type Sql, sql, type ViewerRef } from '../sql/sql.ts';

/** Which row of a table is meant: the only one that fulfils a condition, or the first of them in an order. */
export interface Choice {
  readonly among: (c: Columns, d: Columns, v: ViewerRef) => Sql;
  readonly first?: (c: Columns) => Sql;
}

/** The row of a table that is chosen beside the row `d`, as a statement; of its columns those that are selected. */
export function chosenRow(
  table: TableModel,
  { among, first }: Choice,
  d: Columns,
  v: ViewerRef,
  select: (c: Columns) => Sql = () => raw('c.*'),
): Sql {
  const c = columnsOf(table, 'c');
  const order = first ? sql`order by ${first(c)} ` : raw('');
  return sql`select ${select(c)} from ${ident(table.table)} c where ${among(c, d, v)} ${order}limit 1`;
}
