import { p } from '@mikro-orm/core';
import { CURRENCY } from '../money.ts';

/** Columns of every aggregate: the UUID and the creation time. */
export const base = () => ({
  id: p.uuid().primary(),
  createdAt: p.datetime().length(3),
});

/** Optimistic lock of an editable aggregate; each command increments it. */
export const version = () => p.integer().default(1);

/** Instant with millisecond precision (`timestamptz(3)`), the precision of the wire format. */
export const instant = () => p.datetime().length(3);

/** A fixed set of words stored as text; a CHECK refuses any other word. */
export const word = <const T extends readonly string[]>(words: T) =>
  p.enum([...words] as T[number][]);

/** The currency of the row's amounts. The database sets it and refuses any other. */
export const currency = () => word([CURRENCY]).default(CURRENCY);

/** A ratio from 0 to 1, as exact decimal text with six decimals. */
export const rate = () => p.decimal('string').precision(7).scale(6);

/** SQL text for a check or a partial index: the column has one of these words. */
export const among = (column: string, words: readonly string[]): string =>
  `${column} in (${words.map((word) => `'${word}'`).join(', ')})`;
