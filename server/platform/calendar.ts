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
import { holidayPlans } from './holiday-plans.ts';

/**
 * Time zone of the marketplace. Every period and deadline is computed in this zone and stored as UTC. Only this file and
 * its SQL form, `calendarSql`, know the zone. Computations use the zone's rules, not a fixed offset.
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

/** The day and the time of day of `at` in whole minutes, `YYYY-MM-DD HH:MM`. */
const localMinute = (at: Date): string => `${localDate(at)} ${localTime(at).slice(0, 5)}`;

/** The day or time of `at` in a language. */
const format = (at: Date, tag: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(tag, { ...options, timeZone: ZONE }).format(at);

/** The instant of a wall-clock time. Throws for a day that does not exist. */
const instantAt = (date: LocalDate, time = '00:00:00'): Date =>
  parseDateTime(`${date}T${time}`).toDate(ZONE);

const startOfDay = (at: Date): Date => instantAt(localDate(at));

/** The last day of a validity; its end is the first instant after it. */
const lastDay = (until: Date): LocalDate => localDate(new Date(until.getTime() - 1));

const plusDays = (date: LocalDate, days: number): LocalDate =>
  parseDate(date).add({ days }).toString();

const firstOf = (month: Month): CalendarDate => parseDate(`${month}-01`);

const monthOf = (at: Date): Month => localDate(at).slice(0, 7);

/** The month `months` after `month` (before it, when negative). */
const plusMonths = (month: Month, months: number): Month =>
  firstOf(month).add({ months }).toString().slice(0, 7);

const periodOf = (month: Month): Period => ({
  from: firstOf(month).toDate(ZONE),
  until: firstOf(month).add({ months: 1 }).toDate(ZONE),
});

/** The same time of the same day `months` later, clamped to the month's end. */
const addMonths = (at: Date, months: number): Date => wallClock(at).add({ months }).toDate();

/**
 * The last second of the same day `months` later, clamped to the month's end: 31 January → 28 or 29
 * February, 23:59:59 (invoice deadline, domain §5.9).
 */
const addCalendarMonthClamped = (at: Date, months = 1): Date =>
  instantAt(parseDate(localDate(at)).add({ months }).toString(), '23:59:59');

/**
 * Whether the day is a working day in mainland China, by the holiday plan of its year. Without a plan Monday to Friday
 * are working days, so a deadline in such a year is provisional.
 */
function isWorkingDay(date: LocalDate): boolean {
  return holidayPlans.isWorkingDay(date) ?? isWeekday(parseDate(date), 'zh-CN');
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

/** The day `days` working days after that of `from`, at the time of day of `due`: a deadline counted once more. */
function recount(from: Date, days: number, due: Date): Date {
  const timeOfDay = due.getTime() - startOfDay(due).getTime();
  return new Date(startOfDay(addWorkingDays(from, days)).getTime() + timeOfDay);
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

export const calendar = {
  isKnownYear: holidayPlans.isKnown,
  localDate,
  localTime,
  localMinute,
  format,
  instantAt,
  startOfDay,
  lastDay,
  plusDays,
  monthOf,
  plusMonths,
  periodOf,
  addMonths,
  addCalendarMonthClamped,
  isWorkingDay,
  nextWorkingDay,
  addWorkingDays,
  workingDaysBetween,
  recount,
  workingTimeBetween,
  addWorkingTime,
};
