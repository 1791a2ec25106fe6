import { runDay } from '../../modules/settlement/settlement.policies.ts';
import {
  instantAt,
  type Month,
  monthOf,
  monthPeriod,
  nextWorkingDay,
  plusMonths,
} from '../../platform/calendar.ts';

/** One month's bill run of the site. */
export interface Run {
  readonly period: Month;
  readonly monthFrom: Date;
  /** End of the month; the run bills what became billable before it. */
  readonly cutoff: Date;
  readonly runAt: Date;
}

export function runOf(period: Month): Run {
  const { from, until } = monthPeriod(period);
  const day = `${plusMonths(period, 1)}-${String(runDay.default).padStart(2, '0')}`;
  return { period, monthFrom: from, cutoff: until, runAt: instantAt(nextWorkingDay(day)) };
}

/** The last `count` runs before `now`, oldest first. */
export function runsBefore(now: Date, count: number): Run[] {
  const before = runOf(plusMonths(monthOf(now), -1)).runAt <= now ? 1 : 2;
  return Array.from({ length: count }, (_, i) =>
    runOf(plusMonths(monthOf(now), i - count + 1 - before)),
  );
}
