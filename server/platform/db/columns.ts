import { type Opt, p as propertyBuilders } from '@mikro-orm/core';
import { money } from '../money.ts';
import { changedAt } from './changes.ts';

const instant = () => propertyBuilders.datetime().length(3);

const word = <const T extends readonly string[]>(words: T) =>
  propertyBuilders.enum([...words] as T[number][]);

const base = () => ({ id: propertyBuilders.uuid().primary(), createdAt: instant() });

export const p = {
  ...propertyBuilders,
  base,
  /** Columns of a record, whose lists get the filter `updatedWithin` and the ordering UPDATED. */
  record: () => ({ ...base(), updatedAt: changedAt() }),
  changedAt,
  /** Optimistic lock of an editable aggregate; each command increments it. */
  version: () => propertyBuilders.integer().default(1),
  /** Reference to a row of another table, held as its id: `() => p.ref(CustomerEntity)`. */
  ref: <E extends { readonly '~entity': unknown }>(to: E) =>
    propertyBuilders.manyToOne(to).mapToPk(),
  /** Instant with millisecond precision (`timestamptz(3)`), the precision of the wire format. */
  instant,
  /** The instant of a nullable column, or the end of time: an ordering continues only after values. */
  orNever: (column: string) =>
    instant()
      .generated(`(coalesce(${column}, '9999-12-31 00:00:00+00'::timestamp with time zone)) stored`)
      .$type<Opt<Date>>(),
  /** The instant of a nullable column, or the beginning of time: from the latest on, rows without one come last. */
  orEarliest: (column: string) =>
    instant()
      .generated(`(coalesce(${column}, '1970-01-01 00:00:00+00'::timestamp with time zone)) stored`)
      .$type<Opt<Date>>(),
  /** The amount of a nullable column, or zero: an ordering continues only after values. */
  orZero: (column: string) =>
    propertyBuilders
      .bigint('bigint')
      .generated(`(coalesce(${column}, (0)::bigint)) stored`)
      .$type<Opt<bigint>>(),
  /** A fixed set of words stored as text; a CHECK refuses any other word. */
  word,
  /** The currency of the row's amounts. The database sets it and refuses any other. */
  currency: () => word([money.currency]).default(money.currency),
  /** A ratio from 0 to 1, as exact decimal text with six decimals. */
  rate: () => propertyBuilders.decimal('string').precision(7).scale(6),
};

/** SQL text for a check or a partial index: the column has one of these words. */
export const among = (column: string, words: readonly string[]): string =>
  `${column} in (${words.map((word) => `'${word}'`).join(', ')})`;
