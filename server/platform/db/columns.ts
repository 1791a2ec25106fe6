import { p } from '@mikro-orm/core';
import { CURRENCY } from '../money.ts';

/** Columns every aggregate has: its UUID and the time it was made. */
export const base = () => ({
  id: p.uuid().primary(),
  createdAt: p.datetime().length(3),
});

/** Optimistic lock of an editable aggregate; each command raises it by one. */
export const version = () => p.integer().default(1);

/** Instant with millisecond precision (`timestamptz(3)`), the precision of the wire format. */
export const instant = () => p.datetime().length(3);

/** A closed set of words stored as text; the CHECK keeps any other word out of the database. */
export const word = <const T extends readonly string[]>(words: T) =>
  p.enum([...words] as T[number][]);

/** The currency of the row's amounts. The database fills it in and refuses any other. */
export const currency = () => word([CURRENCY]).default(CURRENCY);

/** A share of a whole, from 0 to 1, as exact decimal text with six decimals. */
export const rate = () => p.decimal('string').precision(7).scale(6);

/** SQL text for a check or a partial index: the column holds one of these words. */
export const among = (column: string, words: readonly string[]): string =>
  `${column} in (${words.map((word) => `'${word}'`).join(', ')})`;
