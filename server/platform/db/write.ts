import { getOrInsert } from '../get-or-insert.ts';
import { type Columns, type Entity, modelColumns, type Names, tableModel } from '../sql/columns.ts';
import { Sql, type Statement, sql } from '../sql/sql.ts';

/** A row by property names. Columns without a property get their default; JSON columns take plain values. */
type Row = Readonly<Record<string, unknown>>;

const texts = new WeakMap<object, Map<string, string>>();

/** Maximum rows of one statement. Each number of rows has a separate, cached text. */
const MOST_ROWS = 100;

/** Insert statements. They stay prepared, unlike the ORM's statements, and their texts are cached. */
export function insertions(entity: object, rows: readonly Row[]): Statement[] {
  const alike = new Map<string, unknown[][]>();
  for (const row of rows) {
    const { given, values } = givenIn(entity, row);
    const key = given.join();
    const group = alike.get(key);
    if (group) group.push(values);
    else alike.set(key, [values]);
  }
  return [...alike].flatMap(([given, values]) =>
    Array.from({ length: Math.ceil(values.length / MOST_ROWS) }, (_, i) => {
      const some = values.slice(i * MOST_ROWS, (i + 1) * MOST_ROWS);
      return { text: textFor(entity, given, some.length), values: some.flat() };
    }),
  );
}

/** The properties to which a row gives a value, and the values in the form in which they are written. */
function givenIn(entity: object, row: Row): { given: string[]; values: unknown[] } {
  const given: string[] = [];
  const values: unknown[] = [];
  for (const [property, { type }] of tableModel(entity).columns) {
    const value = row[property];
    if (value === undefined) continue;
    given.push(property);
    values.push(written(value, type));
  }
  return { given, values };
}

/** The insert of one row, with expressions over the single row of `from`. */
export const insertionFrom = (entity: object, row: Readonly<Record<string, Sql>>, from: Sql): Sql =>
  sql`${into(entity, Object.keys(row))} select ${sql.join(Object.values(row), ', ')} from ${from}`;

/** The text for some rows that give values to the same properties, whose names are joined by commas. */
function textFor(entity: object, given: string, rows: number): string {
  const ofEntity = getOrInsert(texts, entity, () => new Map());
  return getOrInsert(ofEntity, `${rows} ${given}`, () => {
    const properties = given.split(',');
    const tuples = Array.from({ length: rows }, (_, row) => {
      const places = properties.map((_, i) => `$${row * properties.length + i + 1}`);
      return `(${places.join(', ')})`;
    });
    return `${sql.textOf(into(entity, properties))} values ${tuples.join(', ')}`;
  });
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
  const { given, values } = givenIn(entity, changes);
  const set = given.map((property, i) => {
    const { column } = columns.get(property)!;
    return sql`${sql.ident(column)} = ${new Sql([{ value: values[i] }])}`;
  });
  return sql`update ${sql.ident(table)} ${sql.raw('d')} set ${sql.join(set, ', ')} where ${where(modelColumns(tableModel(entity), 'd') as Columns<Names<E>>)}`;
}

const written = (value: unknown, type: string): unknown =>
  type.startsWith('json') && value !== null ? JSON.stringify(value) : value;
