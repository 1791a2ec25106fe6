import { p as propertyBuilders } from '@mikro-orm/core';
import { CURRENCY } from '../money.ts';

const instant = () => propertyBuilders.datetime().length(3);

const word = <const T extends readonly string[]>(words: T) =>
  propertyBuilders.enum([...words] as T[number][]);

/** MikroORM's property builders, and the columns that this product has in addition. */
export const p = {
  ...propertyBuilders,
  /** Columns of every aggregate: the UUID and the creation time. */
  base: () => ({ id: propertyBuilders.uuid().primary(), createdAt: instant() }),
  /** Optimistic lock of an editable aggregate; each command increments it. */
  version: () => propertyBuilders.integer().default(1),
  /** Instant with millisecond precision (`timestamptz(3)`), the precision of the wire format. */
  instant,
  /** A fixed set of words stored as text; a CHECK refuses any other word. */
  word,
  /** The currency of the row's amounts. The database sets it and refuses any other. */
  currency: () => word([CURRENCY]).default(CURRENCY),
  /** A ratio from 0 to 1, as exact decimal text with six decimals. */
  rate: () => propertyBuilders.decimal('string').precision(7).scale(6),
};

/** SQL text for a check or a partial index: the column has one of these words. */
export const among = (column: string, words: readonly string[]): string =>
  `${column} in (${words.map((word) => `'${word}'`).join(', ')})`;
