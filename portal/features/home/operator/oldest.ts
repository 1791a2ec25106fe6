import type { Count } from '../../../domain/bulk/selection.ts';
import { exactly } from '../figures.tsx';

export interface Oldest {
  /** Absent if no month has open rows. */
  period?: string;
  count: Count;
  /** Open rows of the other months. */
  others: number;
}

/** The oldest month with open rows, the number of its rows, and that of the other months. */
export function oldest(open: readonly (readonly [period: string, count: number])[]): Oldest {
  const [period] = open.map(([month]) => month).sort();
  const among = (isIn: boolean) =>
    open.reduce((sum, [month, count]) => ((month === period) === isIn ? sum + count : sum), 0);
  return { period, count: exactly(among(true)), others: among(false) };
}
