import {
  type AnyColumns,
  type Columns,
  type Entity,
  modelColumns,
  type Names,
  type RowOf,
  tableModel,
} from '../sql/columns.ts';
import { type Sql, sql } from '../sql/sql.ts';

/** Types whose wire format differs from a row's value: the SQL to select, and the parser. */
const READ: Readonly<
  Record<string, { select(column: Sql): Sql; value(written: unknown): unknown }>
> = {
  int8: { select: (column) => column, value: (text) => BigInt(String(text)) },
  bigint: { select: (column) => column, value: (text) => BigInt(String(text)) },
  timestamptz: {
    select: (column) => sql`(extract(epoch from ${column}) * 1000)::float8`,
    value: (ms) => new Date(Number(ms)),
  },
};

interface Selection {
  readonly d: AnyColumns;
  readonly select: Sql;
  readonly values: readonly (readonly [property: string, value: (written: unknown) => unknown])[];
}

const selections = new WeakMap<object, Selection>();

function selectionOf(entity: object): Selection {
  const known = selections.get(entity);
  if (known) return known;
  const model = tableModel(entity);
  const d = modelColumns(model, 'd');
  const columns = [...model.columns].map(([property, { type }]) => {
    const column = d[property]!;
    return sql`${READ[type]?.select(column) ?? column} as ${sql.ident(property)}`;
  });
  const made: Selection = {
    d,
    // One part instead of several for each column, because it is put together with each condition.
    select: sql.raw(
      sql.textOf(
        sql`select ${sql.join(columns, ', ')} from ${sql.ident(model.table)} ${sql.raw('d')}`,
      ),
    ),
    values: [...model.columns].flatMap(([property, { type }]) =>
      READ[type] ? [[property, READ[type].value] as const] : [],
    ),
  };
  selections.set(entity, made);
  return made;
}

/** Rows for reading only: the ORM does not manage them, because it would compare them at every flush. */
export async function find<E extends Entity>(
  rows: (query: Sql) => Promise<Record<string, unknown>[]>,
  entity: E,
  where: (d: Columns<Names<E>>) => Sql,
  orderBy?: (d: Columns<Names<E>>) => Sql,
): Promise<Readonly<RowOf<E>>[]> {
  const { d, select, values } = selectionOf(entity);
  const order = orderBy ? sql` order by ${orderBy(d)}` : sql.raw('');
  const found = await rows(sql`${select} where ${where(d)}${order}`);
  for (const row of found)
    for (const [property, value] of values) row[property] = valueOr(row[property], value);
  return found as Readonly<RowOf<E>>[];
}

const valueOr = (text: unknown, value: (written: unknown) => unknown): unknown =>
  text === null ? null : value(text);
