export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
const minute = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** The day in Shanghai, "2026-11-24". */
export const isoDay = (instant: string | number): string => day.format(new Date(instant));

/** Day and minute in Shanghai, "2026-11-24 14:30". */
export const isoMinute = (instant: string | number): string => minute.format(new Date(instant));

/** Midnight in Shanghai at the start of a day, as the API takes it: the start of a validity. */
export const fromDay = (localDate: string): string => `${localDate}T00:00:00.000+08:00`;

export const untilDay = (lastDay: string): string => fromDay(plusDays(lastDay, 1));

export const lastDay = (until: string): string => isoDay(Date.parse(until) - 1);

export const earlierDay = (a: string, b: string): string => (a.localeCompare(b) > 0 ? b : a);

export const laterDay = (a: string, b: string): string => (a.localeCompare(b) < 0 ? b : a);

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** The day `days` later. Calculated in UTC, where each day has 24 hours. */
export const plusDays = (localDate: string, days: number): string =>
  new Date(Date.parse(localDate) + days * DAY).toISOString().slice(0, 10);

/** An instant from the local time of a date-and-time field, "2026-11-24T14:30". */
export const fromMinute = (local: string): string => `${local}:00.000+08:00`;
