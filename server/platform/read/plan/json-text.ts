import { globalId } from '../../ids.ts';
import { concatenated, type Sql, sql } from '../../sql/sql.ts';
import type { Keyed } from '../shapes.ts';
import { partsText } from './json-parts.ts';
import type { Format, Output } from './plan.ts';

/**
 * JSON text in pieces for `||`: constants, and SQL texts that are never null. PostgreSQL's JSON functions cost more:
 * they inspect the type of each value in each row.
 */
export type JsonText = readonly (string | Sql)[];

export const objectText = (members: Keyed<JsonText>): JsonText => {
  const pieces = members.flatMap(([key, value], i) => [`${i > 0 ? ',' : ''}"${key}":`, ...value]);
  return ['{', ...pieces, '}'];
};

/** Aggregates the texts of rows to a list: only rows that match `kept`, in the order of the rows or in `order`. */
export const listText = (text: Sql, order = sql.raw(''), kept = sql.raw('')): JsonText => [
  '[',
  sql`coalesce(string_agg(${text}, ','${order})${kept}, '')`,
  ']',
];

/**
 * Marks a value that is null against the schema. JSON text never contains this character, so one search decides
 * whether the resolved execution must answer and report the error.
 */
export const MISSING = '\u0001';

export const orNull = (text: Sql, required = false): JsonText => [
  sql`coalesce(${text}, ${sql.raw(required ? `E'\\x01'` : `'null'`)})`,
];

/** Quotes a text that contains no character that JSON escapes. */
export const quoted = (word: Sql): JsonText => ['"', word, '"'];

const INSTANT = sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`);

export const written = (value: Sql, format: Format): Sql => {
  if (format === 'instant') return sql`to_char((${value}) at time zone 'UTC', ${INSTANT})`;
  return format === 'text' ? sql`(${value})::text` : value;
};

/** A global id: prefix and UUID, which contain no character that JSON escapes. */
export const idText = (prefix: string, id: Sql): JsonText => [
  `"${globalId(prefix, '')}`,
  sql`(${id})::text`,
  '"',
];

export function valueText(
  value: Sql,
  { plan, format, scalar, shape, required }: Extract<Output, { kind: 'value' }>,
): JsonText {
  if (shape && plan.kind !== 'actions') return orNull(partsText(value, shape), required);
  const isThere =
    plan.kind === 'column' ? !plan.column.nullable : plan.kind === 'sql' && !plan.nullable;
  const plain = format === 'instant' ? written(value, format) : sql`(${value})::text`;
  if (scalar === 'word' && isThere) return quoted(plain);
  const text = {
    word: concatenated(quoted(plain)),
    text: sql`to_json(${plain})::text`,
    number: plain,
    boolean: plain,
    json: plain,
    any: sql`to_json(${value})::text`,
  }[scalar];
  return isThere ? [text] : orNull(text, required);
}
