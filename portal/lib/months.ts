import { parseDate } from '@internationalized/date';
import { plusDays } from './dates.ts';

/** The day `months` months after the given one, at the end of a shorter month. */
export const plusMonths = (localDate: string, months: number): string =>
  parseDate(localDate).add({ months }).toString();

/** The last day of a year that begins on the given one. */
export const yearFrom = (localDate: string): string => plusMonths(plusDays(localDate, -1), 12);
