import { GraphQLISODateTime, ID } from 'type-graphql';
import { badInput, type PublicError } from '../errors.ts';
import { decodeId } from '../ids.ts';
import { DateTimeRange } from '../schema/types.ts';
import type { Columns } from '../sql/columns.ts';
import { type Sql, sql, type ViewerRef } from '../sql/sql.ts';
import type { Filter, Reads, SqlOf } from './declare.ts';

export { GraphQLISODateTime };

/** Rows whose column equals any of the given words. */
const anyOf = <N extends string>(column: N, type: object, description: string): Filter<N> => ({
  type: () => [type],
  description,
  params: (value) => ({ words: value }),
  where: (d, a) => sql`${d[column]} = any(${a('words')}::text[])`,
  only: column,
});

/** Rows whose column refers to any of the given objects. */
const idsOf = <N extends string>(column: N, to: () => Reads, description: string): Filter<N> => ({
  type: () => [ID],
  description,
  params: (value) => ({ ids: (value as string[]).map((id) => decodeId(to().spec.id, id)) }),
  where: (d, a) => sql`${d[column]} = any(${a('ids')}::uuid[])`,
});

/** Rows whose instant lies in a half-open range. */
const range = <N extends string>(column: N, description: string): Filter<N> => ({
  type: () => DateTimeRange,
  description,
  params: (value) => {
    const { from, until } = value as DateTimeRange;
    return { ...(from ? { from } : {}), ...(until ? { until } : {}) };
  },
  where: (d, a, _v, given) =>
    sql.and([
      ...(given.has('from') ? [sql`${d[column]} >= ${a('from')}::timestamptz`] : []),
      ...(given.has('until') ? [sql`${d[column]} < ${a('until')}::timestamptz`] : []),
    ]),
});

const SEARCH_MAX = 64;
const tooLong = (): PublicError => badInput(`A search text has at most ${SEARCH_MAX} characters.`);

/**
 * Arguments for the words of a search text. A row must match every word; the last argument takes the rest of the
 * text.
 */
const SEARCH_TERMS = ['pattern', 'pattern2', 'pattern3', 'pattern4'] as const;

/**
 * Search text: the column must contain every word, in any order. The column is lower-cased when it is written and
 * includes the pinyin of names: "sz anxin" finds 深圳安信.
 */
const search = <N extends string>(column: N, description: string): Filter<N> => ({
  type: () => String,
  description,
  params: (value) => {
    const text = String(value).trim().toLowerCase();
    if (text.length > SEARCH_MAX) throw tooLong();
    const words = text.split(/\s+/);
    const last = SEARCH_TERMS.length - 1;
    const terms = [...words.slice(0, last), words.slice(last).join(' ')].filter(
      (term, i) => i === 0 || term !== '',
    );
    return Object.fromEntries(
      terms.map((term, i) => [SEARCH_TERMS[i]!, `%${term.replace(/[\\%_]/g, '\\$&')}%`]),
    );
  },
  where: (d, a, _v, given) =>
    sql.and(
      SEARCH_TERMS.filter((key) => given.has(key)).map((key) => sql`${d[column]} like ${a(key)}`),
    ),
});

/** Rows that fulfil a condition (true) or do not (false). */
const holds = <N extends string>(condition: SqlOf<N>, description: string): Filter<N> => ({
  type: () => Boolean,
  description,
  params: (value) => ({ wanted: value }),
  where: (d, a, v) => sql`(${condition(d, v, 'system')}) = ${a('wanted')}::boolean`,
});

/** A filter on a list of scalars, for instance tags. The condition receives the values. */
const valuesIn = <N extends string>(
  type: () => object,
  description: string,
  where: (d: Columns<N>, values: Sql, v: ViewerRef) => Sql,
): Filter<N> => ({
  type,
  description,
  params: (value) => ({ values: value }),
  where: (d, a, v) => where(d, a('values'), v),
});

/** Filters of a connection by their kinds: `filter.anyOf('status', StatusEnum, 'States to include.')`. */
export const filter = { anyOf, ids: idsOf, range, search, holds, values: valuesIn };
