import { MoneyType } from '../schema/types.ts';
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
