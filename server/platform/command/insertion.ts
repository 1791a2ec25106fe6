import { tableModel } from '../read/columns.ts';
import { ident, join, type Sql, type SqlValue, sql } from '../read/sql.ts';

/** A row by the names of its properties; objects are written as JSON. */
type Row = Readonly<Record<string, SqlValue | object | undefined>>;

/**
 * The statement that inserts rows of an entity. For what the pipeline writes with every command: it stays
 * prepared, and nothing is kept in memory of rows that nobody reads again in the same transaction. There
 * is at least one row, and all have the same properties.
 */
export function insertion(entity: object, rows: readonly Row[]): Sql {
  const { table, columns } = tableModel(entity);
  const properties = Object.keys(rows[0]!);
  const names = properties.map((name) => ident(columns.get(name)!.column));
  const tuples = rows.map((row) => {
    const values = properties.map((name) => sql`${written(row[name])}`);
    return sql`(${join(values, ', ')})`;
  });
  return sql`insert into ${ident(table)} (${join(names, ', ')}) values ${join(tuples, ', ')}`;
}

function written(value: Row[string]): SqlValue {
  if (value === undefined) return null;
  return isJson(value) ? JSON.stringify(value) : (value as SqlValue);
}

const isJson = (value: Row[string]): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
