import { globalId } from '../../ids.ts';
import { concatenated, raw, type Sql, sql } from '../../sql/sql.ts';
import type { Keyed } from '../shapes.ts';
import { partsText } from './json-parts.ts';
import type { Format, Output } from './plan.ts';

/**
 * JSON as text in pieces: constants, and SQL of texts that are never null, to be put together by `||`. That is
 * less work than PostgreSQL's own functions for JSON take, which look at each value's type for each row.
 */
export type JsonText = readonly (string | Sql)[];

export const objectText = (members: Keyed<JsonText>): JsonText => {
  const pieces = members.flatMap(([key, value], i) => [`${i > 0 ? ',' : ''}"${key}":`, ...value]);
  return ['{', ...pieces, '}'];
};

/** Texts of rows, gathered to a list: those `kept`, in the rows' own order or in this one. */
export const listText = (text: Sql, order = raw(''), kept = raw('')): JsonText => [
  '[',
  sql`coalesce(string_agg(${text}, ','${order})${kept}, '')`,
  ']',
];

/**
 * Stands where a value is null though the schema forbids it. No JSON has this character, so one look for it
 * tells whether the resolved execution must answer, which words the error.
 */
export const MISSING = '\u0001';

/** A text that may be null, and whether the schema forbids that. */
export const orNull = (text: Sql, required = false): JsonText => [
  sql`coalesce(${text}, ${raw(required ? `E'\\x01'` : `'null'`)})`,
];

/** A text without a character that JSON escapes. */
export const quoted = (word: Sql): JsonText => ['"', word, '"'];

const INSTANT = raw(`'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`);

/** A value as the wire format writes it. */
export const written = (value: Sql, format: Format): Sql => {
  if (format === 'instant') return sql`to_char((${value}) at time zone 'UTC', ${INSTANT})`;
  return format === 'text' ? sql`(${value})::text` : value;
};

/** A global id: prefix and UUID, nothing that JSON escapes. */
export const idText = (prefix: string, id: Sql): JsonText => [
  `"${globalId(prefix, '')}`,
  sql`(${id})::text`,
  '"',
];

/** A value of a row that is not its id. */
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
