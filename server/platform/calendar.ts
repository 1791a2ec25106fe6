import { createRequire } from 'node:module';
import {
  type CalendarDate,
  fromDate,
  isWeekday,
  parseDate,
  parseDateTime,
  toCalendarDate,
  toTime,
  type ZonedDateTime,
} from '@internationalized/date';

/**
 * Time zone of the marketplace. Every period and deadline is computed in this zone and stored as UTC
 * (design §8). Only this file knows the zone. Computations use the zone's rules, not a fixed offset.
 */
const ZONE = 'Asia/Shanghai';

/** A day in {@link ZONE} as `YYYY-MM-DD`. */
export type LocalDate = string;
/** A month in {@link ZONE} as `YYYY-MM`. */
export type Month = string;

/** Half-open period `[from, until)`. */
export interface Period {
  readonly from: Date;
  readonly until: Date;
}

/**
 * The State Council's holiday plans: days off and make-up working days. Only the package's data is used,
 * because its functions compute in the machine's zone.
 */
const plan = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as {
  holidays: Readonly<Record<LocalDate, string>>;
  workdays: Readonly<Record<LocalDate, string>>;
};

const wallClock = (at: Date): ZonedDateTime => fromDate(at, ZONE);

/** Cached result of the latest call: a day, its first millisecond and the first one of the next day. */
let latest = { date: '', from: 0, until: 0 };

/** The day on which `at` falls. The latest day is cached: most calls are for today, and formatting is slow. */
function localDate(at: Date): LocalDate {
  const ms = at.getTime();
  if (ms < latest.from || ms >= latest.until) {
    const date = toCalendarDate(wallClock(at)).toString();
    const until = instantAt(plusDays(date, 1)).getTime();
    latest = { date, from: instantAt(date).getTime(), until };
  }
  return latest.date;
}

/** The time of day of `at` in whole seconds, `HH:MM:SS`. */
const localTime = (at: Date): string => toTime(wallClock(at)).toString().slice(0, 8);

/** The instant of a wall-clock time. Throws for a day that does not exist. */
const instantAt = (date: LocalDate, time = '00:00:00'): Date =>
  parseDateTime(`${date}T${time}`).toDate(ZONE);

/** 00:00:00 of the day on which `at` falls. */
const startOfDay = (at: Date): Date => instantAt(localDate(at));

/** The day `days` after `date`. */
const plusDays = (date: LocalDate, days: number): LocalDate =>
  parseDate(date).add({ days }).toString();

const firstOf = (month: Month): CalendarDate => parseDate(`${month}-01`);

/** The month in which `at` falls. */
const monthOf = (at: Date): Month => localDate(at).slice(0, 7);

/** The month `months` after `month` (before it, when negative). */
const plusMonths = (month: Month, months: number): Month =>
  firstOf(month).add({ months }).toString().slice(0, 7);

/** The whole month as `[from, until)`. */
const periodOf = (month: Month): Period => ({
  from: firstOf(month).toDate(ZONE),
  until: firstOf(month).add({ months: 1 }).toDate(ZONE),
});

/**
 * The last second of the same day `months` later, clamped to the month's end: 31 January → 28 or 29
 * February, 23:59:59 (invoice deadline, domain §5.9).
 */
const addCalendarMonthClamped = (at: Date, months = 1): Date =>
  instantAt(parseDate(localDate(at)).add({ months }).toString(), '23:59:59');

/** Years with a known holiday plan. A plan is known if it names the year's National Day. */
const KNOWN_YEARS: readonly number[] = Object.keys(plan.holidays)
  .filter((date) => date.endsWith('-10-01'))
  .map((date) => Number(date.slice(0, 4)));

/**
 * Whether the State Council's holiday plan of a year is known. In other years Monday to Friday count as
 * working days, so a deadline in them is provisional.
 */
const isKnownYear = (year: number): boolean => KNOWN_YEARS.includes(year);

/** Whether the day is a working day in mainland China. Holidays and make-up days (调休) are considered. */
function isWorkingDay(date: LocalDate): boolean {
  return planned(date) ?? isWeekday(parseDate(date), 'zh-CN');
}

/** The first working day on or after `date`. */
function nextWorkingDay(date: LocalDate): LocalDate {
  let day = date;
  while (!isWorkingDay(day)) day = plusDays(day, 1);
  return day;
}

/** The same time of day, `days` working days later. The day of `at` does not count. */
function addWorkingDays(at: Date, days: number): Date {
  let day = localDate(at);
  for (let left = days; left > 0; left--) day = nextWorkingDay(plusDays(day, 1));
  const { year, month, day: ofMonth } = parseDate(day);
  return wallClock(at).set({ year, month, day: ofMonth }).toDate();
}

/** The part of `[from, until)` that lies on working days, in milliseconds. A working day has 24 hours. */
function workingTimeBetween(from: Date, until: Date): number {
  let time = 0;
  for (let day = localDate(from); instantAt(day) < until; day = plusDays(day, 1)) {
    if (!isWorkingDay(day)) continue;
    const begin = Math.max(from.getTime(), instantAt(day).getTime());
    time += Math.min(until.getTime(), instantAt(plusDays(day, 1)).getTime()) - begin;
  }
  return time;
}

/** The instant at which `ms` of working time have passed since `at`. */
function addWorkingTime(at: Date, ms: number): Date {
  let from = at.getTime();
  let left = ms;
  for (let day = localDate(at); ; day = plusDays(day, 1)) {
    const next = instantAt(plusDays(day, 1)).getTime();
    if (isWorkingDay(day)) {
      if (left <= next - from) return new Date(from + left);
      left -= next - from;
    }
    from = next;
  }
}

/** The number of working days after the day of `from`, up to and including the day of `until`. */
function workingDaysBetween(from: Date, until: Date): number {
  const last = localDate(until);
  let count = 0;
  for (let day = plusDays(localDate(from), 1); day <= last; day = plusDays(day, 1)) {
    if (isWorkingDay(day)) count += 1;
  }
  return count;
}

/** Whether the holiday plan makes a day a working day; null for a day that the plan does not name. */
function planned(date: LocalDate): boolean | null {
  if (date in plan.workdays) return true;
  return date in plan.holidays ? false : null;
}

/** Dates, months and working days of the marketplace. */
export const calendar = {
  zone: ZONE,
  knownYears: KNOWN_YEARS,
  isKnownYear,
  localDate,
  localTime,
  instantAt,
  startOfDay,
  plusDays,
  monthOf,
  plusMonths,
  periodOf,
  addCalendarMonthClamped,
  isWorkingDay,
  nextWorkingDay,
  addWorkingDays,
  workingDaysBetween,
  workingTimeBetween,
  addWorkingTime,
};
