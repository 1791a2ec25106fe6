import {
  type Columns,
  type Entity,
  modelColumns,
  type Names,
  type TableModel,
  tableModel,
} from '../sql/columns.ts';
import { type Sql, sql, type ViewerRef } from '../sql/sql.ts';

/** The rule that chooses a row `c` for a row `d`: the only row that fulfils a condition, or the first in an order. */
export interface Choice<C extends string, N extends string> {
  readonly among: (c: Columns<C>, d: Columns<N>, v: ViewerRef) => Sql;
  readonly first?: (c: Columns<C>) => Sql;
}

/** A choice among the rows of an entity. */
export const choice = <E extends Entity, N extends string>(
  entity: E,
  rule: Choice<Names<E>, N>,
) => ({
  ...rule,
  /** A statement for the row that is chosen for the row `d`, with the selected columns. */
  row: (d: Columns<N>, v: ViewerRef, select: (c: Columns<Names<E> | 'id'>) => Sql): Sql =>
    chosenFrom(tableModel(entity), rule, d, v, select),
});

/** A statement for the row that is chosen in a table, with the selected columns. */
export function chosenFrom<C extends string, N extends string>(
  table: TableModel,
  { among, first }: Choice<C, N>,
  d: Columns<N>,
  v: ViewerRef,
  select: (c: Columns<C | 'id'>) => Sql,
): Sql {
  const c: Columns<C | 'id'> = modelColumns(table, 'c');
  const order = first ? sql`order by ${first(c)} ` : sql.raw('');
  return sql`select ${select(c)} from ${sql.ident(table.table)} c where ${among(c, d, v)} ${order}limit 1`;
}
