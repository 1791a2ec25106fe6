import { parseDate } from '@internationalized/date';
import { plusDays } from './dates.ts';

/** The day `months` later, at most the last day of the month. */
export const plusMonths = (localDate: string, months: number): string =>
  parseDate(localDate).add({ months }).toString();

export const yearFrom = (localDate: string): string => plusMonths(plusDays(localDate, -1), 12);
