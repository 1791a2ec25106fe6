import { GraphQLISODateTime, ID } from 'type-graphql';
import { badInput, type PublicError } from '../errors.ts';
import { DateTimeRange } from '../graphql/types.ts';
import { decodeId } from '../ids.ts';
import type { Filter, Reads, SqlOf } from './declare.ts';
import { and, type raw, sql } from './sql.ts';

export { GraphQLISODateTime };

/** Rows whose column is any of the given words. */
export const anyOf = (column: string, type: object, description: string): Filter => ({
  type: () => [type],
  description,
  params: (value) => ({ words: value }),
  where: (d, a) => sql`${d[column]!} = any(${a('words')}::text[])`,
});

/** Rows whose column points to any of the given objects. */
export const idsOf = (column: string, to: () => Reads, description: string): Filter => ({
  type: () => [ID],
  description,
  params: (value) => ({ ids: (value as string[]).map((id) => decodeId(to().spec.id, id)) }),
  where: (d, a) => sql`${d[column]!} = any(${a('ids')}::uuid[])`,
});

/** Rows whose instant lies in a half-open range. */
export const range = (column: string, description: string): Filter => ({
  type: () => DateTimeRange,
  description,
  params: (value) => {
    const { from, until } = value as DateTimeRange;
    return { ...(from ? { from } : {}), ...(until ? { until } : {}) };
  },
  where: (d, a, _v, given) =>
    and([
      ...(given.has('from') ? [sql`${d[column]!} >= ${a('from')}::timestamptz`] : []),
      ...(given.has('until') ? [sql`${d[column]!} < ${a('until')}::timestamptz`] : []),
    ]),
});

const SEARCH_MAX = 64;
const tooLong = (): PublicError => badInput(`A search text has at most ${SEARCH_MAX} characters.`);

/** Text that the column contains. The column is lower-cased when it is written, with pinyin beside the names. */
export const search = (column: string, description: string): Filter => ({
  type: () => String,
  description,
  params: (value) => {
    const text = String(value).trim().toLowerCase();
    if (text.length > SEARCH_MAX) throw tooLong();
    return { pattern: `%${text.replace(/[\\%_]/g, '\\$&')}%` };
  },
  where: (d, a) => sql`${d[column]!} like ${a('pattern')}`,
});

/** Rows for which a condition holds (true) or does not (false). */
export const holds = (condition: SqlOf, description: string): Filter => ({
  type: () => Boolean,
  description,
  params: (value) => ({ wanted: value }),
  where: (d, a, v) => sql`(${condition(d, v, 'system')}) = ${a('wanted')}::boolean`,
});

/** Any other filter on one scalar list, for instance a tag: the condition gets the values. */
export const valuesIn = (
  type: () => unknown,
  description: string,
  where: (
    d: Parameters<Filter['where']>[0],
    values: ReturnType<typeof raw>,
    v: Parameters<Filter['where']>[2],
  ) => ReturnType<typeof raw>,
): Filter => ({
  type,
  description,
  params: (value) => ({ values: value }),
  where: (d, a, v) => where(d, a('values'), v),
});
