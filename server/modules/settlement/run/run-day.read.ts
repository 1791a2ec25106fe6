import { calendar, type Month } from '../../../platform/calendar.ts';
import type { Rows } from '../../../platform/db/transaction.ts';
import { runDay } from '../settlement.policies.ts';

/** Returns 00:00 of the day of a month's bill run: the policy's day, or the next working day. */
export async function runDateOf(tx: Rows, period: Month): Promise<Date> {
  const { until } = calendar.periodOf(period);
  const day = await runDay.value(tx, until);
  return calendar.instantAt(
    calendar.nextWorkingDay(`${calendar.monthOf(until)}-${String(day).padStart(2, '0')}`),
  );
}
