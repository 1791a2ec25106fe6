import { type Columns, type Entity, modelColumns, type Names, tableModel } from '../sql/columns.ts';
import { Sql, type Statement, sql } from '../sql/sql.ts';

/** A row by property names. Columns without a property get their default; JSON columns take plain values. */
type Row = Readonly<Record<string, unknown>>;

const texts = new WeakMap<object, Map<string, string>>();

/** Maximum rows of one statement. Each number of rows has a separate, cached text. */
const MOST_ROWS = 100;

/** Insert statements. They stay prepared, unlike the ORM's statements, and their texts are cached. */
export function insertions(entity: object, rows: readonly Row[]): Statement[] {
  // The rows of one statement give values to the same properties.
  const alike = new Map<string, { given: readonly string[]; rows: Row[] }>();
  for (const row of rows) {
    const given = givenIn(entity, row);
    const key = given.join();
    const group = alike.get(key);
    if (group) group.rows.push(row);
    else alike.set(key, { given, rows: [row] });
  }
  return [...alike].flatMap(([key, { given, rows }]) =>
    Array.from({ length: Math.ceil(rows.length / MOST_ROWS) }, (_, i) => {
      const some = rows.slice(i * MOST_ROWS, (i + 1) * MOST_ROWS);
      const { columns } = tableModel(entity);
      const values = some.flatMap((row) =>
        given.map((property) => written(row[property], columns.get(property)!.type)),
      );
      return { text: textFor(entity, key, given, some.length), values };
    }),
  );
}

function givenIn(entity: object, row: Row): string[] {
  const given: string[] = [];
  for (const property of tableModel(entity).columns.keys())
    if (row[property] !== undefined) given.push(property);
  return given;
}

/** The insert of one row, with expressions over the single row of `from`. */
export const insertionFrom = (entity: object, row: Readonly<Record<string, Sql>>, from: Sql): Sql =>
  sql`${into(entity, Object.keys(row))} select ${sql.join(Object.values(row), ', ')} from ${from}`;

function textFor(entity: object, of: string, given: readonly string[], rows: number): string {
  const known = texts.get(entity) ?? new Map<string, string>();
  texts.set(entity, known);
  const key = `${rows} ${of}`;
  let text = known.get(key);
  if (text === undefined) {
    const tuples = Array.from({ length: rows }, (_, row) => {
      const places = given.map((_, i) => `$${row * given.length + i + 1}`);
      return `(${places.join(', ')})`;
    });
    text = `${sql.textOf(into(entity, given))} values ${tuples.join(', ')}`;
    known.set(key, text);
  }
  return text;
}

function into(entity: object, properties: readonly string[]): Sql {
  const { table, columns } = tableModel(entity);
  const names = properties.map((property) => sql.ident(columns.get(property)!.column));
  return sql`insert into ${sql.ident(table)} (${sql.join(names, ', ')})`;
}

export function changeOf<E extends Entity>(
  entity: E,
  where: (d: Columns<Names<E>>) => Sql,
  changes: Row,
): Sql {
  const { table, columns } = tableModel(entity);
  const set = givenIn(entity, changes).map((property) => {
    const { column, type } = columns.get(property)!;
    return sql`${sql.ident(column)} = ${new Sql([{ value: written(changes[property], type) }])}`;
  });
  return sql`update ${sql.ident(table)} ${sql.raw('d')} set ${sql.join(set, ', ')} where ${where(modelColumns(tableModel(entity), 'd') as Columns<Names<E>>)}`;
}

const written = (value: unknown, type: string): unknown =>
  type.startsWith('json') && value !== null ? JSON.stringify(value) : value;
