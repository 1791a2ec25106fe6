import { getOrInsert } from '../get-or-insert.ts';
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

/** Types whose value in a row differs from what the driver returns. */
const BIGINTS: ReadonlySet<string> = new Set(['int8', 'bigint']);

interface Selection {
  readonly d: AnyColumns;
  readonly select: Sql;
  readonly bigints: readonly string[];
}

const selections = new WeakMap<object, Selection>();

const selectionOf = (entity: object): Selection =>
  getOrInsert(selections, entity, () => newSelection(entity));

function newSelection(entity: object): Selection {
  const model = tableModel(entity);
  const d = modelColumns(model, 'd');
  const columns = [...model.columns.keys()].map(
    (property) => sql`${d[property]!} as ${sql.ident(property)}`,
  );
  return {
    d,
    // One part instead of several for each column, because it is put together with each condition.
    select: sql.raw(
      sql.textOf(
        sql`select ${sql.join(columns, ', ')} from ${sql.ident(model.table)} ${sql.raw('d')}`,
      ),
    ),
    bigints: [...model.columns].flatMap(([property, { type }]) =>
      BIGINTS.has(type) ? [property] : [],
    ),
  };
}

/** Rows for reading only: the ORM does not manage them, because it would compare them at every flush. */
export async function find<E extends Entity>(
  rows: (query: Sql) => Promise<Record<string, unknown>[]>,
  entity: E,
  where: (d: Columns<Names<E>>) => Sql,
  orderBy?: (d: Columns<Names<E>>) => Sql,
): Promise<Readonly<RowOf<E>>[]> {
  const { d, select, bigints } = selectionOf(entity);
  const order = orderBy ? sql` order by ${orderBy(d)}` : sql.raw('');
  const found = await rows(sql`${select} where ${where(d)}${order}`);
  for (const row of found) for (const property of bigints) row[property] = bigintOf(row[property]);
  return found as Readonly<RowOf<E>>[];
}

const bigintOf = (text: unknown): bigint | null => (text === null ? null : BigInt(String(text)));
