import { GROUPS, type GroupBy } from './groups.ts';

export interface PerformanceSearch {
  /** `2026-03`; absent: the latest month. */
  month?: string | undefined;
  by?: GroupBy | undefined;
}

export const performanceSearch = ({ month, by }: Record<string, unknown>): PerformanceSearch => ({
  ...(typeof month === 'string' && { month }),
  ...(GROUPS.includes(by as GroupBy) && { by: by as GroupBy }),
});
