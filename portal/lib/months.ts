import { parseDate } from '@internationalized/date';

/** The day `months` months after the given one, at the end of a shorter month. */
export const plusMonths = (localDate: string, months: number): string =>
  parseDate(localDate).add({ months }).toString();
