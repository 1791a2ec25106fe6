import type { DifferenceClass } from '../../../gql/graphql.ts';
import type { Tone } from '../../../ui/display/Badge.tsx';

/** Classes of the reconciliation, those that a person must settle first. */
export const CLASSES = [
  'MISSING_HERE',
  'MISSING_THERE',
  'AMOUNT',
  'RATE',
  'DUPLICATE',
  'TIMING',
] as const satisfies readonly DifferenceClass[];
export type ReconciliationClass = (typeof CLASSES)[number];

/** A difference of timing settles by itself. */
export const TONES: Readonly<Record<ReconciliationClass, Tone>> = {
  MISSING_HERE: 'bad',
  MISSING_THERE: 'bad',
  AMOUNT: 'waiting',
  RATE: 'waiting',
  DUPLICATE: 'waiting',
  TIMING: 'idle',
};
