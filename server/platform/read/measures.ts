import { Int } from 'type-graphql';
import { MoneyType } from '../schema/types.ts';
import { type Sql, sql } from '../sql/sql.ts';
import { computed } from './computed.ts';
import type { Measure, SqlOf } from './declare.ts';

/** The exact sum of an amount in minor units, as `Money`. */
const sum = <N extends string>(
  of: N | SqlOf<N>,
  description: string,
  kept?: Measure<N>['kept'],
): Measure<N> => ({
  kind: 'sum',
  of,
  ...(kept && { kept }),
  value: computed.money,
  type: () => MoneyType,
  description,
});

/** The sum of a number of things; of 1 for each row by default. */
const count = <N extends string = never>(
  description: string,
  of: N | SqlOf<N> = () => sql`1`,
): Measure<N> => ({
  kind: 'sum',
  of,
  value: (number: Sql) => number,
  type: () => Int,
  description,
});

/** The median of a number of whole units, rounded; null without one. */
const median = <N extends string>(of: N | SqlOf<N>, description: string): Measure<N> => ({
  kind: 'median',
  of,
  value: (number: Sql) => number,
  type: () => Int,
  description,
});

/** Measures by their kinds: `measure.sum('cashMinor', 'Sum of …')`. */
export const measure = { sum, count, median };
