import { describe, expect, it } from '@jest/globals';
import { calendar } from '../../../server/platform/calendar.ts';
import { DAY } from '../../../server/platform/clock.ts';

/** An instant in Shanghai: "2026-02-13 10:00:00". */
const at = (text: string): Date => {
  const [day, time] = text.split(' ') as [string, string];
  return calendar.instantAt(day, time);
};
const text = (instant: Date): string =>
  `${calendar.localDate(instant)} ${calendar.localTime(instant)}`;

const times24 = (days: number) => (start: Date) => new Date(start.getTime() + days * DAY);
const workingDays = (days: number) => (start: Date) => calendar.addWorkingDays(start, days);
const month = (start: Date) => calendar.addCalendarMonthClamped(start);
const runDay = (day: string) => (start: Date) =>
  calendar.instantAt(
    calendar.nextWorkingDay(`${calendar.plusMonths(calendar.monthOf(start), 1)}-${day}`),
  );

/** The clocks of the domain and the days of their default policies (domain §4, §5.9). */
const CLOCKS = {
  'demand 5 × 24 h': times24(5),
  'joint request 5 × 24 h': times24(5),
  'binding invitation 7 days': times24(7),
  'pre-registration 15 days': times24(15),
  'hardware acceptance 10 days': times24(10),
  'provisional binding 10 working days': workingDays(10),
  'appeal 3 working days': workingDays(3),
  'bill review 2 working days': workingDays(2),
  'countersignature 8 working days': workingDays(8),
  'invoice 1 month': month,
  'bill run on the 3rd': runDay('03'),
  'bill run on the 7th': runDay('07'),
} as const;

describe('golden clocks', () => {
  it.each<[keyof typeof CLOCKS, string, string, string]>([
    ['demand 5 × 24 h', 'an ordinary week', '2026-03-02 10:00:00', '2026-03-07 10:00:00'],
    ['demand 5 × 24 h', 'month end', '2026-01-29 23:59:59', '2026-02-03 23:59:59'],
    ['demand 5 × 24 h', 'leap day', '2028-02-25 08:30:00', '2028-03-01 08:30:00'],
    ['demand 5 × 24 h', 'no leap day', '2027-02-25 08:30:00', '2027-03-02 08:30:00'],
    ['demand 5 × 24 h', 'Spring Festival counts', '2026-02-16 12:00:00', '2026-02-21 12:00:00'],
    ['joint request 5 × 24 h', 'new year', '2026-12-30 00:00:00', '2027-01-04 00:00:00'],
    ['binding invitation 7 days', 'leap day', '2028-02-23 09:00:00', '2028-03-01 09:00:00'],
    ['pre-registration 15 days', 'month end', '2026-04-20 18:00:00', '2026-05-05 18:00:00'],
    [
      'hardware acceptance 10 days',
      'National Day counts',
      '2026-09-28 09:00:00',
      '2026-10-08 09:00:00',
    ],
    // 15 to 23 February are off; Saturday 14 and Saturday 28 are make-up days.
    [
      'provisional binding 10 working days',
      'Spring Festival with its make-up Saturdays',
      '2026-02-12 09:30:00',
      '2026-03-04 09:30:00',
    ],
    [
      'provisional binding 10 working days',
      'two weeks',
      '2026-03-02 10:00:00',
      '2026-03-16 10:00:00',
    ],
    ['appeal 3 working days', 'Friday evening', '2026-03-06 23:59:59', '2026-03-11 23:59:59'],
    ['appeal 3 working days', 'from a Saturday', '2026-03-07 10:00:00', '2026-03-11 10:00:00'],
    [
      'appeal 3 working days',
      'before Spring Festival',
      '2026-02-13 10:00:00',
      '2026-02-25 10:00:00',
    ],
    [
      'appeal 3 working days',
      'a make-up Saturday counts',
      '2026-02-26 10:00:00',
      '2026-03-02 10:00:00',
    ],
    ['appeal 3 working days', 'National Day', '2026-09-30 10:00:00', '2026-10-10 10:00:00'],
    [
      'appeal 3 working days',
      'a year without a plan: Monday to Friday',
      '2026-12-31 10:00:00',
      '2027-01-05 10:00:00',
    ],
    ['bill review 2 working days', 'month end', '2026-04-30 10:00:00', '2026-05-07 10:00:00'],
    [
      'countersignature 8 working days',
      'Spring Festival',
      '2026-02-10 10:00:00',
      '2026-02-27 10:00:00',
    ],
    ['invoice 1 month', '31 January', '2026-01-31 10:20:30', '2026-02-28 23:59:59'],
    ['invoice 1 month', '31 January of a leap year', '2028-01-31 00:00:00', '2028-02-29 23:59:59'],
    ['invoice 1 month', '29 February', '2028-02-29 12:00:00', '2028-03-29 23:59:59'],
    ['invoice 1 month', '31 May', '2026-05-31 12:00:00', '2026-06-30 23:59:59'],
    ['invoice 1 month', 'year end', '2026-12-31 23:59:59', '2027-01-31 23:59:59'],
    [
      'invoice 1 month',
      'just after midnight in Shanghai',
      '2026-01-01 00:30:00',
      '2026-02-01 23:59:59',
    ],
    ['bill run on the 3rd', 'a working day', '2026-02-10 00:00:00', '2026-03-03 00:00:00'],
    ['bill run on the 3rd', 'in National Day', '2026-09-10 00:00:00', '2026-10-08 00:00:00'],
    ['bill run on the 3rd', 'in the May holidays', '2026-04-15 00:00:00', '2026-05-06 00:00:00'],
    ['bill run on the 7th', 'on a Saturday', '2026-02-10 00:00:00', '2026-03-09 00:00:00'],
    [
      'bill run on the 3rd',
      'in a year without a plan',
      '2026-12-15 00:00:00',
      '2027-01-04 00:00:00',
    ],
  ])('%s, %s: %s → %s', (clock, _, start, due) => {
    expect(text(CLOCKS[clock](at(start)))).toBe(due);
  });
});
