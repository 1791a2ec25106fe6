import { tableModel } from '../read/columns.ts';
import { ident, join, Sql, type SqlValue, sql } from '../read/sql.ts';

/** A row by the names of its properties, columns without one take their default; values of JSON columns as they are. */
type Row = Readonly<Record<string, unknown>>;

/**
 * The statement that inserts rows of an entity. It stays prepared, which what the ORM writes does not.
 * There is at least one row, and all have the same properties. A single one may be made of expressions
 * over one row of `from`.
 */
export function insertion(entity: object, rows: readonly Row[], from?: Sql): Sql {
  const { table, columns } = tableModel(entity);
  const given = [...columns].filter(([property]) => rows[0]![property] !== undefined);
  const names = given.map(([, { column }]) => ident(column));
  const tuples = rows.map((row) => {
    const values = given.map(([property, { type }]) => sql`${written(row[property], type)}`);
    return join(values, ', ');
  });
  const source = from
    ? sql`select ${tuples[0]!} from ${from}`
    : sql`values ${join(
        tuples.map((tuple) => sql`(${tuple})`),
        ', ',
      )}`;
  return sql`insert into ${ident(table)} (${join(names, ', ')}) ${source}`;
}

function written(value: unknown, type: string): SqlValue {
  const isJson = type.startsWith('json') && value !== null && !(value instanceof Sql);
  return isJson ? JSON.stringify(value) : (value as SqlValue);
}
