import type { InferEntity } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { rowsIn } from '../db/database.ts';
import {
  type AnyColumns,
  type Columns,
  type Entity,
  modelColumns,
  type Names,
  tableModel,
} from '../sql/columns.ts';
import { ident, join, raw, type Sql, sql } from '../sql/sql.ts';

/** What PostgreSQL writes as text and a row has as something else: what to select, and how to read it. */
const READ: Readonly<Record<string, { select(column: Sql): Sql; value(text: never): unknown }>> = {
  int8: { select: (column) => column, value: BigInt },
  bigint: { select: (column) => column, value: BigInt },
  timestamptz: {
    select: (column) => sql`(extract(epoch from ${column}) * 1000)::float8`,
    value: (ms: number) => new Date(ms),
  },
};

interface Look {
  readonly d: AnyColumns;
  /** All columns of the table, up to the condition. */
  readonly select: Sql;
  /** By property, how what PostgreSQL wrote is read. */
  readonly values: readonly (readonly [property: string, value: (text: never) => unknown])[];
}

const looks = new WeakMap<object, Look>();

function lookOf(entity: object): Look {
  const known = looks.get(entity);
  if (known) return known;
  const model = tableModel(entity);
  const d = modelColumns(model, 'd');
  const columns = [...model.columns].map(([property, { type }]) => {
    const column = d[property]!;
    return sql`${READ[type]?.select(column) ?? column} as ${ident(property)}`;
  });
  const made: Look = {
    d,
    select: sql`select ${join(columns, ', ')} from ${ident(model.table)} ${raw('d')}`,
    values: [...model.columns].flatMap(([property, { type }]) =>
      READ[type] ? [[property, READ[type].value] as const] : [],
    ),
  };
  looks.set(entity, made);
  return made;
}

/**
 * The rows of an entity that fulfil a condition, for a command that only reads them: by a prepared
 * statement, and not in the ORM's keeping, which would look at them again at every flush.
 */
export async function look<E extends Entity>(
  em: SqlEntityManager,
  entity: E,
  where: (d: Columns<Names<E>>) => Sql,
): Promise<Readonly<InferEntity<E>>[]> {
  const { d, select, values } = lookOf(entity);
  const found = await rowsIn<Record<string, unknown>>(em, sql`${select} where ${where(d)}`);
  for (const row of found)
    for (const [property, value] of values) row[property] = valueOr(row[property], value);
  return found as Readonly<InferEntity<E>>[];
}

const valueOr = (text: unknown, value: (text: never) => unknown): unknown =>
  text === null ? null : value(text as never);
