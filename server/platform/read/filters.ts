import { ID } from 'type-graphql';
import { searchTextOf, searchView, tokensOf } from '../db/search-index.ts';
import { PublicError } from '../errors.ts';
import { globalId } from '../ids.ts';
import { DateTimeRange } from '../schema/types.ts';
import { Columns } from '../sql/columns.ts';
import { type Sql, sql, type ViewerRef } from '../sql/sql.ts';
import type { Filter, FilterUse, Reads, SqlOf } from './declare.ts';

/** Rows whose column, or another value over the row, equals any of the given words. */
const anyOf = <N extends string, M extends string = N>(
  column: N,
  type: object,
  description: string,
  value: (d: Columns<N | M>, v: ViewerRef) => Sql = (d) => d[column],
): Filter<N | M> => ({
  type: () => [type],
  description,
  params: () => ({}),
  words: (value) => [...new Set(value as string[])].sort(),
  where: (d, { v, words }) => {
    if (words.length === 0) return sql.raw('false');
    const [first, ...others] = words.map(sql.literal);
    // An index keeps the order of the list below one value only.
    return others.length === 0
      ? sql`${value(d, v)} = ${first!}`
      : sql`${value(d, v)} in (${sql.join([first!, ...others], ', ')})`;
  },
  only: column,
});

/**
 * Rows that refer to any of the given objects, by a column or by a condition. `isAmong` compares a column with the
 * ids.
 */
export const idsOf = <N extends string>(
  by: N | ((d: Columns<N>, isAmong: (column: Sql) => Sql) => Sql),
  to: () => Reads,
  description: string,
): Filter<N> => ({
  type: () => [ID],
  description,
  params: (value) => {
    const ids = (value as string[]).map((id) => globalId.decode(to().spec.id, id));
    return ids.length === 1 ? { id: ids[0] } : { ids };
  },
  where: (d, { arg, given }) => {
    const isAmong = (column: Sql): Sql =>
      given.has('id')
        ? sql`${column} = ${arg('id')}::uuid`
        : sql`${column} = any(${arg('ids')}::uuid[])`;
    return typeof by === 'function' ? by(d, isAmong) : isAmong(d[by]);
  },
  ...(typeof by === 'string' && { only: by }),
});

/** The arguments `from` and `until` of a half-open range, each if it is given. */
const ends = (value: unknown): Readonly<Record<string, unknown>> => {
  const { from, until } = value as DateTimeRange;
  return { ...(from && { from }), ...(until && { until }) };
};

/** Rows whose instant lies in a half-open range. */
const range = <N extends string>(column: N, description: string): Filter<N> => ({
  type: () => DateTimeRange,
  description,
  spread: column,
  params: ends,
  where: (d, use) => isWithin(d[column], use),
});

/** Condition that an instant lies between the given ends of a range. */
export const isWithin = (at: Sql, { arg, given }: Pick<FilterUse, 'arg' | 'given'>): Sql =>
  sql.and([
    ...(given.has('from') ? [sql`${at} >= ${arg('from')}::timestamptz`] : []),
    ...(given.has('until') ? [sql`${at} < ${arg('until')}::timestamptz`] : []),
  ]);

/** Rows whose validity, from one instant until another, overlaps a half-open range. */
const overlaps = <N extends string>(
  from: N,
  until: N | SqlOf<N>,
  description: string,
): Filter<N> => ({
  type: () => DateTimeRange,
  description,
  params: ends,
  where: (d, { arg, given, v, role }) => {
    const end = typeof until === 'function' ? until(d, v, role) : d[until];
    return sql.and([
      // A validity that ends before it begins is empty.
      sql`${d[from]} < ${end}`,
      ...(given.has('from') ? [sql`${end} > ${arg('from')}::timestamptz`] : []),
      ...(given.has('until') ? [sql`${d[from]} < ${arg('until')}::timestamptz`] : []),
    ]);
  },
});

const SEARCH_MAX = 64;
const tooLong = (): PublicError =>
  PublicError.badInput(`A search text has at most ${SEARCH_MAX} characters.`);

/**
 * Arguments for the words of a search text. A row must match every word; the last argument takes the rest of the
 * text.
 */
const SEARCH_TERMS = ['pattern', 'pattern2', 'pattern3', 'pattern4'] as const;
/** Argument for the tokens of a search text; a text without one is searched without an index. */
export const TOKENS = 'tokens';

/**
 * Search text: the column must contain every word, in any order. The column is lower-cased when it is written and
 * includes the pinyin of names: "sz anxin" finds 深圳安信.
 */
const search = <N extends string>(column: N, description: string): Filter<N> => ({
  type: () => String,
  description,
  spread: column,
  text: column,
  params: (value) => {
    const text = String(value).trim().toLowerCase();
    if (text.length > SEARCH_MAX) throw tooLong();
    const words = text.split(/\s+/);
    const last = SEARCH_TERMS.length - 1;
    const terms = [...words.slice(0, last), words.slice(last).join(' ')].filter(
      (term, i) => i === 0 || term !== '',
    );
    const patterns = terms.map((term, i) => [SEARCH_TERMS[i]!, sql.containing(term)]);
    const tokens = tokensOf(text);
    return { ...Object.fromEntries(patterns), ...(tokens.length > 0 && { [TOKENS]: tokens }) };
  },
  where: (d, use) => containsAll(d[column], use),
});

/** The given arguments of a search text. */
type SearchUse = Pick<FilterUse, 'arg' | 'given'>;

/** Condition on a row `s` of a view of searches (`db/search-index.ts`): it matches, and the organization sees it. */
export const matching = (s: Columns<'tokens' | 'text'>, use: SearchUse, tenant: Sql | null): Sql =>
  sql`${s.tokens} @> (${tenant ? sql`array[${tenant}::text] || ` : sql.raw('')}${use.arg(TOKENS)}::text[]) and ${containsAll(s.text, use)}`;

/** FROM and WHERE of the rows `s` of another entity whose search text matches, as the viewer sees them. */
const rowsWith = (entity: object, use: SearchUse, tenant: Sql | null): Sql => {
  const text = sql.raw(`s.${Columns.nameOf(searchTextOf(entity)!.property)}`);
  const s = { tokens: sql.raw('s.tokens'), text };
  const found = use.given.has(TOKENS) ? matching(s, use, tenant) : containsAll(text, use);
  return sql`${searchView(entity)} s where ${found}`;
};

/** Condition that a text contains every word of a search. */
const containsAll = (text: Sql, { arg, given }: SearchUse): Sql =>
  sql.and(SEARCH_TERMS.filter((key) => given.has(key)).map((key) => sql`${text} like ${arg(key)}`));

const MONTH = /^(\d{4})\s*[-/.年]\s*(0?[1-9]|1[0-2])\s*月?$/;
const MONTH_OF_ANY_YEAR = /^(0?[1-9]|1[0-2])\s*月份?$/;

/** LIKE pattern of the numbers of a month: 2026-10, 2026年10月 and 10月 find `STL-202610-000048`. Null for other text. */
function monthPattern(text: string): string | null {
  const [, year = '____', month] = MONTH.exec(text) ?? [];
  const digits = month ?? MONTH_OF_ANY_YEAR.exec(text)?.[1];
  return digits === undefined ? null : `%-${year}${digits.padStart(2, '0')}-%`;
}

/** Search text over readable numbers, which contain a month. `where` compares a lower-cased number with `pattern`. */
const numbered = <N extends string>(
  column: N,
  description: string,
  where: Filter<N>['where'],
): Filter<N> => {
  const text = search(column, `${description} A month such as 2026-10 or 10月 finds its numbers.`);
  return {
    ...text,
    params: (value) => {
      const pattern = monthPattern(String(value).trim());
      return pattern === null ? text.params(value) : { pattern };
    },
    where,
  };
};

/** Rows that fulfil a condition (true) or do not (false). */
const holds = <N extends string>(condition: SqlOf<N>, description: string): Filter<N> => ({
  type: () => Boolean,
  description,
  params: () => ({}),
  words: (value) => [String(value)],
  where: (d, { words: [wanted], v, role }) =>
    sql`(${condition(d, v, role)})${sql.raw(wanted === 'true' ? '' : ' is not true')}`,
});

/** Rows whose text column has any of the values, for instance tags, or that fulfil a condition on them. */
const valuesIn = <N extends string>(
  by: N | ((d: Columns<N>, values: Sql, v: ViewerRef) => Sql),
  type: () => object,
  description: string,
): Filter<N> => ({
  type,
  description,
  params: (value) => ({ values: value }),
  where: (d, { arg, v }) =>
    typeof by === 'function'
      ? by(d, arg('values'), v)
      : sql`${d[by]} = any(${arg('values')}::text[])`,
});

/** A filter on global ids of objects of any type, such as subjects. The condition receives their UUIDs. */
const idsOfAny = <N extends string>(
  description: string,
  where: (d: Columns<N>, ids: Sql) => Sql,
): Filter<N> => ({
  type: () => [ID],
  description,
  params: (value) => ({ ids: (value as string[]).map(globalId.decodeAny) }),
  where: (d, { arg }) => where(d, arg('ids')),
});

/** Filters of a connection by their kinds: `filter.anyOf('status', StatusEnum, 'States to include.')`. */
export const filter = {
  anyOf,
  ids: idsOf,
  idsOfAny,
  range,
  overlaps,
  search,
  rowsWith,
  numbered,
  holds,
  values: valuesIn,
};
