import { partOfRole } from '../db/parties.ts';
import { ACCESS, type ColumnModel, type IndexModel, type TableModel } from '../sql/columns.ts';
import { Role } from '../viewer.ts';
import { isListed, type ReadModel } from './model.ts';

/** An index that lists of a side need: columns of a table, in order. */
interface Needed {
  readonly table: TableModel;
  readonly columns: readonly string[];
}

/**
 * Throws unless each ordering of a list has an index for every side that may ask for it. Without one, PostgreSQL would
 * sort all rows of the side for each page.
 */
export function checkOrderings(model: ReadModel): void {
  const { name, orders, roles } = model;
  for (const [order, columns] of orders) {
    for (const column of columns) {
      const { nullable = true, type } = orderColumn(model, column) ?? {};
      if (nullable) throw new Error(`${name}: ${order} orders by ${column}, which may be null`);
      if (column.startsWith(ACCESS) && type !== 'bigint')
        throw new Error(`${name}: ${order} orders by ${column}, which is no amount`);
    }
    for (const role of isListed(model.reads) ? roles : []) {
      const needed = neededBy(model, role, columns);
      if (needed && !needed.table.indexes.some((index) => carries(model, index, needed)))
        throw new Error(
          `${name}: the ordering ${order} has no index for the side ${Role.sideOf(role)}: declare (${needed.columns.join(', ')}) of ${needed.table.table}`,
        );
    }
  }
}

/** A column of an ordering: of the table, or of its access rows. */
export const orderColumn = (
  { table, access }: Pick<ReadModel, 'table' | 'access'>,
  column: string,
): ColumnModel | undefined =>
  column.startsWith(ACCESS)
    ? access?.table.columns.get(column.slice(ACCESS.length))
    : table.columns.get(column);

/** The index by which a role's rows are found in an order; null if the side needs none. */
function neededBy(model: ReadModel, role: Role, columns: readonly string[]): Needed | null {
  const { table, parties, access } = model;
  const party = partOfRole(parties, role)!;
  if (party.byAccess) {
    const copies = columns.map((column) =>
      column.startsWith(ACCESS)
        ? column.slice(ACCESS.length)
        : (access!.copies[column] ?? `a copy of ${column}`),
    );
    return { table: access!.table, columns: [access!.tenant, ...copies] };
  }
  // An amount of the access row is the same for all rows of this side.
  const own = columns.filter((column) => !column.startsWith(ACCESS));
  const by = party.by ?? (party.also && !party.alsoIn ? undefined : party.column);
  if (by === 'id') return null;
  if (!party.few) return { table, columns: by ? [by, ...own] : own };
  return by ? { table, columns: [by] } : null;
}

/** Whether an index starts with the columns. A partial index serves only a list that is limited to some rows. */
const carries = (
  { reads }: ReadModel,
  { columns, isPartial }: IndexModel,
  needed: Needed,
): boolean =>
  (!isPartial || reads.spec.rows !== undefined) &&
  needed.columns.every((column, i) => columns[i] === column);
