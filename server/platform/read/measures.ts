import { Int } from 'type-graphql';
import { MoneyType } from '../schema/types.ts';
import { type Sql, sql } from '../sql/sql.ts';
import { computed } from './computed.ts';
import type { Measure, SqlOf } from './declare.ts';

/** `sumOf('cashMinor', 'Sum of …')`: the exact sum of an amount in minor units, as `Money`. */
export const sumOf = <N extends string>(
  of: N | SqlOf<N>,
  description: string,
  options: Pick<Measure<N>, 'sees'> = {},
): Measure<N> => ({
  kind: 'sum',
  of,
  value: computed.money,
  type: () => MoneyType,
  description,
  ...options,
});

/** `countOf('saleCount', 'Number of …')`: the sum of a number of things; of 1 for each row by default. */
export const countOf = <N extends string = never>(
  description: string,
  of: N | SqlOf<N> = () => sql`1`,
): Measure<N> => ({ kind: 'sum', of, value: (sum: Sql) => sum, type: () => Int, description });

/** `medianOf('leftSeconds', 'Median …')`: the median of a number of whole units, rounded; null without one. */
export const medianOf = <N extends string>(of: N | SqlOf<N>, description: string): Measure<N> => ({
  kind: 'median',
  of,
  value: (median: Sql) => median,
  type: () => Int,
  description,
});
