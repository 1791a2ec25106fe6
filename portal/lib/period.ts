import { daysBetween, plusDays } from './dates.ts';

/** A range of days, both included. */
export interface Days {
  start: string;
  end: string;
}

/** Periods that follow the calendar. A view that names one keeps following it. */
export const PRESETS = ['month', 'lastMonth', 'quarter', 'days30', 'year'] as const;
export type Preset = (typeof PRESETS)[number];

export const presetOf = (text: string): Preset | undefined =>
  PRESETS.find((preset) => preset === text);

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a day of the calendar; 2026-02-30 does not exist. */
const isDay = (text: string): boolean =>
  DAY.test(text) && !Number.isNaN(Date.parse(text)) && plusDays(text, 0) === text;

/** The first day of the month that begins `months` after the month of a day. */
function monthStart(day: string, months = 0): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/** The `length` months that begin `months` after the month of a day. */
const monthsFrom = (day: string, months: number, length: number): Days => ({
  start: monthStart(day, months),
  end: plusDays(monthStart(day, months + length), -1),
});

function presetDays(preset: Preset, today: string): Days {
  const month = Number(today.slice(5, 7)) - 1;
  switch (preset) {
    case 'month':
      return monthsFrom(today, 0, 1);
    case 'lastMonth':
      return monthsFrom(today, -1, 1);
    case 'quarter':
      return monthsFrom(today, -(month % 3), 3);
    case 'days30':
      return { start: plusDays(today, -29), end: today };
    case 'year':
      return monthsFrom(today, -month, 12);
  }
}

/** The days of a period in a URL: a preset, or "2026-11-01~2026-11-30"; null for any other text. */
export function daysOf(text: string, today: string): Days | null {
  const preset = presetOf(text);
  if (preset) return presetDays(preset, today);
  const [start = '', end = '', ...more] = text.split('~');
  return more.length === 0 && isDay(start) && isDay(end) && start <= end ? { start, end } : null;
}

/** Months of the presets that are whole months. */
const MONTHS: Partial<Record<Preset, number>> = { month: 1, lastMonth: 1, quarter: 3, year: 12 };

/**
 * The days of a period up to `last`, and as many days of the period before it: 27 days are compared with 27. Null for a
 * period that begins later.
 */
export function comparedDays(
  text: string,
  last: string,
  today = last,
): { now: Days; before: Days } | null {
  const days = daysOf(text, today);
  if (!days || days.start > last) return null;
  const now = { start: days.start, end: days.end < last ? days.end : last };
  const count = daysBetween(now.start, now.end) + 1;
  const preset = presetOf(text);
  const months = preset && MONTHS[preset];
  if (months) {
    const start = monthStart(now.start, -months);
    const end = plusDays(start, count - 1);
    if (end < now.start) return { now, before: { start, end } };
  }
  return { now, before: { start: plusDays(now.start, -count), end: plusDays(now.start, -1) } };
}
