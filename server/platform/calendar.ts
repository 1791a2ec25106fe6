import { createRequire } from 'node:module';

/**
 * Calendar of the marketplace. Every period and deadline is computed in this zone and stored as UTC
 * (design §8); nothing else in the product knows the zone. The zone's rules, not an offset, are used.
 */
export const ZONE = 'Asia/Shanghai';

/** A day in {@link ZONE} as `YYYY-MM-DD`. */
export type LocalDate = string;
/** A month in {@link ZONE} as `YYYY-MM`. */
export type Month = string;

/** Half-open period `[from, until)`. */
export interface Period {
  readonly from: Date;
  readonly until: Date;
}

const SECOND = 1000;

/**
 * The State Council's holiday plans: days off and make-up working days. Only the data of the package is
 * used, because its functions answer in the machine's zone.
 */
const plan = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as {
  holidays: Readonly<Record<LocalDate, string>>;
  workdays: Readonly<Record<LocalDate, string>>;
};
const wallClock = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** The day that was asked about last, its first millisecond and the first behind it. */
let latest = { date: '', from: 0, until: 0 };

/** The day on which `at` falls. Nearly always it is today, and formatting takes long. */
export function localDate(at: Date): LocalDate {
  const ms = at.getTime();
  if (ms < latest.from || ms >= latest.until) {
    const date = wall(at).slice(0, 10);
    const until = instantAt(plusDays(date, 1)).getTime();
    latest = { date, from: instantAt(date).getTime(), until };
  }
  return latest.date;
}

/** The time of day of `at`, `HH:MM:SS`. */
export const localTime = (at: Date): string => wall(at).slice(11);

/** The instant of a wall-clock time (whole seconds). Throws RangeError for a day that does not exist. */
export function instantAt(date: LocalDate, time = '00:00:00'): Date {
  const asUtc = utc(`${date}T${time}Z`);
  if (asUtc.toISOString().slice(0, 10) !== date) throw new RangeError(`No such day: ${date}`);
  const shown = utc(`${wall(asUtc).replace(' ', 'T')}Z`);
  return new Date(2 * asUtc.getTime() - shown.getTime());
}

/** 00:00:00 of the day on which `at` falls. */
export const startOfDay = (at: Date): Date => instantAt(localDate(at));

/** The day `days` after `date`. */
export function plusDays(date: LocalDate, days: number): LocalDate {
  const at = utc(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** The month in which `at` falls. */
export const monthOf = (at: Date): Month => localDate(at).slice(0, 7);

/** The month `months` after `month` (before it, when negative). */
export function plusMonths(month: Month, months: number): Month {
  const at = utc(`${month}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + months);
  return at.toISOString().slice(0, 7);
}

/** The whole month as `[from, until)`. */
export const monthPeriod = (month: Month): Period => ({
  from: instantAt(`${month}-01`),
  until: instantAt(`${plusMonths(month, 1)}-01`),
});

/**
 * The last second of the same day `months` later, clamped to the month's end: 31 January → 28 or 29
 * February, 23:59:59 (invoice deadline, domain §5.9).
 */
export function addCalendarMonthClamped(at: Date, months = 1): Date {
  const month = plusMonths(monthOf(at), months);
  const lastDay = plusDays(`${plusMonths(month, 1)}-01`, -1);
  const sameDay = `${month}-${localDate(at).slice(8)}`;
  return instantAt(sameDay < lastDay ? sameDay : lastDay, '23:59:59');
}

/** Years whose holiday plan is known: the National Day of each is named in it. */
export const KNOWN_YEARS: readonly number[] = Object.keys(plan.holidays)
  .filter((date) => date.endsWith('-10-01'))
  .map((date) => Number(date.slice(0, 4)));

/**
 * Whether the State Council's holiday plan of a year is known. In other years Monday to Friday count as
 * working days, so a deadline in them is provisional.
 */
export const isKnownYear = (year: number): boolean => KNOWN_YEARS.includes(year);

/** Whether mainland China works on that day: holidays and make-up days (调休) included. */
export function isWorkingDay(date: LocalDate): boolean {
  const weekday = utc(`${date}T00:00:00Z`).getUTCDay();
  return planned(date) ?? (weekday !== 0 && weekday !== 6);
}

/** The first working day on or after `date`. */
export function nextWorkingDay(date: LocalDate): LocalDate {
  let day = date;
  while (!isWorkingDay(day)) day = plusDays(day, 1);
  return day;
}

/** The same time of day, `days` working days later; the day of `at` itself does not count. */
export function addWorkingDays(at: Date, days: number): Date {
  let day = localDate(at);
  for (let left = days; left > 0; left--) day = nextWorkingDay(plusDays(day, 1));
  return new Date(instantAt(day, localTime(at)).getTime() + (at.getTime() % SECOND));
}

/** How many working days lie after the day of `from`, up to and including the day of `until`. */
export function workingDaysBetween(from: Date, until: Date): number {
  const last = localDate(until);
  let count = 0;
  for (let day = plusDays(localDate(from), 1); day <= last; day = plusDays(day, 1)) {
    if (isWorkingDay(day)) count += 1;
  }
  return count;
}

/** What the holiday plan says of a day; null when it does not name it. */
function planned(date: LocalDate): boolean | null {
  if (date in plan.workdays) return true;
  return date in plan.holidays ? false : null;
}

function wall(at: Date): string {
  const part = Object.fromEntries(
    wallClock.formatToParts(at).map(({ type, value }) => [type, value]),
  );
  return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}:${part.second}`;
}

function utc(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new RangeError(`Not a calendar time: ${text}`);
  return at;
}
