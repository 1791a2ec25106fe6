import { calendar } from '../../../platform/calendar.ts';
import { DAY } from '../../../platform/clock.ts';

export const SYNC_TASK = 'sync-feeds';

const MINUTE = 60_000;
/** Runs begin several times within the target lag, so that one failure makes no data late. */
const RUNS_PER_LAG = 3;

export interface Schedule {
  readonly nextRunAt: Date;
  readonly freshUntil: Date;
}

/** When a feed runs after a complete run that began at an instant, and until when its data are on time. */
export function scheduleAfter(
  startedAt: Date,
  { lagMinutes, dailyAt }: { readonly lagMinutes: number; readonly dailyAt?: string | undefined },
): Schedule {
  if (dailyAt === undefined)
    return {
      nextRunAt: new Date(startedAt.getTime() + (lagMinutes * MINUTE) / RUNS_PER_LAG),
      freshUntil: new Date(startedAt.getTime() + lagMinutes * MINUTE),
    };
  const ready = readyAfter(startedAt, dailyAt);
  return { nextRunAt: ready, freshUntil: new Date(ready.getTime() + lagMinutes * MINUTE) };
}

/** The next instant at which the data of the day before are ready. */
function readyAfter(instant: Date, dailyAt: string): Date {
  const [hours, minutes] = dailyAt.split(':').map(Number) as [number, number];
  const today = calendar.startOfDay(instant).getTime() + (hours * 60 + minutes) * MINUTE;
  return new Date(today > instant.getTime() ? today : today + DAY);
}
