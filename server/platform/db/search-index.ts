import { type Sql, sql } from '../sql/sql.ts';

const OTHERS = `'[ -~]+', '', 'g'`;

/**
 * The characters of a search text that pg_trgm may ignore: in a database with the locale C it makes trigrams of ASCII
 * letters and digits only.
 */
export const characters = (key: Sql): Sql =>
  sql`string_to_array(regexp_replace(${key}, ${sql.raw(OTHERS)}), null)`;

/** The same of a text that the client sends, each character once. */
export const charactersOf = (text: string): string[] => [...new Set(text.replace(/[ -~]+/g, ''))];

/**
 * Indexes of a search text, for the sides that see every row: of its trigrams, and of its other characters. One index
 * of both would be read to its end for a text without trigrams.
 */
export const searchIndexes = (table: string) => [
  {
    name: `${table}_search`,
    expression: `create index ${table}_search on ${table} using gin (search_key gin_trgm_ops)`,
  },
  {
    name: `${table}_characters`,
    expression: `create index ${table}_characters on ${table} using gin (string_to_array(regexp_replace(search_key, ${OTHERS}), null))`,
  },
];
