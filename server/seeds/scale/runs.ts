import { runDay } from '../../modules/settlement/settlement.policies.ts';
import { calendar, type Month } from '../../platform/calendar.ts';

/** One month's bill run of the site. */
export interface Run {
  readonly period: Month;
  readonly monthFrom: Date;
  /** End of the month; the run bills what became billable before it. */
  readonly cutoff: Date;
  readonly runAt: Date;
}

export function runOf(period: Month): Run {
  const { from, until } = calendar.periodOf(period);
  const day = `${calendar.plusMonths(period, 1)}-${String(runDay.default).padStart(2, '0')}`;
  return {
    period,
    monthFrom: from,
    cutoff: until,
    runAt: calendar.instantAt(calendar.nextWorkingDay(day)),
  };
}

/** The last `count` runs before `now`, oldest first. */
export function runsBefore(now: Date, count: number): Run[] {
  const before = runOf(calendar.plusMonths(calendar.monthOf(now), -1)).runAt <= now ? 1 : 2;
  return Array.from({ length: count }, (_, i) =>
    runOf(calendar.plusMonths(calendar.monthOf(now), i - count + 1 - before)),
  );
}
