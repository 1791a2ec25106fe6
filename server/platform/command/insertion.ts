import { tableModel } from '../sql/columns.ts';
import { ident, join, type Sql, type Statement, sql, textOf } from '../sql/sql.ts';

/** A row by the names of its properties, columns without one take their default; values of JSON columns as they are. */
type Row = Readonly<Record<string, unknown>>;

/** By entity, the texts for each set of given columns and number of rows. */
const texts = new WeakMap<object, Map<string, string>>();

/**
 * The statement that inserts rows of an entity. It stays prepared, which what the ORM writes does not, and its
 * text is made once. There is at least one row, and all have the same properties.
 */
export function insertion(entity: object, rows: readonly Row[]): Statement {
  const { columns } = tableModel(entity);
  const given = [...columns.keys()].filter((property) => rows[0]![property] !== undefined);
  const values = rows.flatMap((row) =>
    given.map((property) => written(row[property], columns.get(property)!.type)),
  );
  return { text: textFor(entity, given, rows.length), values };
}

/** The same for one row, made of expressions over the one row of `from`. */
export const insertionFrom = (entity: object, row: Readonly<Record<string, Sql>>, from: Sql): Sql =>
  sql`${into(entity, Object.keys(row))} select ${join(Object.values(row), ', ')} from ${from}`;

function textFor(entity: object, given: readonly string[], rows: number): string {
  const known = texts.get(entity) ?? new Map<string, string>();
  texts.set(entity, known);
  const key = `${rows} ${given}`;
  let text = known.get(key);
  if (text === undefined) {
    const tuples = Array.from({ length: rows }, (_, row) => {
      const places = given.map((_, i) => `$${row * given.length + i + 1}`);
      return `(${places.join(', ')})`;
    });
    text = `${textOf(into(entity, given))} values ${tuples.join(', ')}`;
    known.set(key, text);
  }
  return text;
}

function into(entity: object, properties: readonly string[]): Sql {
  const { table, columns } = tableModel(entity);
  const names = properties.map((property) => ident(columns.get(property)!.column));
  return sql`insert into ${ident(table)} (${join(names, ', ')})`;
}

const written = (value: unknown, type: string): unknown =>
  type.startsWith('json') && value !== null ? JSON.stringify(value) : value;
