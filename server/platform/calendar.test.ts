import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { calendar } from './calendar.ts';

test('a day begins at midnight in Shanghai', () => {
  expect(calendar.startOfDay(new Date('2026-03-01T15:59:59.999Z'))).toEqual(
    new Date('2026-02-28T16:00:00Z'),
  );
  expect(calendar.startOfDay(new Date('2026-03-01T16:00:00Z'))).toEqual(
    new Date('2026-03-01T16:00:00Z'),
  );
});

test('the zone is used, not an offset: Shanghai had daylight saving time in 1990', () => {
  expect(calendar.instantAt('1990-07-01')).toEqual(new Date('1990-06-30T15:00:00Z'));
});

test('an instant survives the conversion to a wall-clock time and back', () => {
  const days = fc.date({
    min: new Date('1992-01-01'),
    max: new Date('2100-01-01'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(days, (date) => {
      const second = new Date(Math.floor(date.getTime() / 1000) * 1000);
      expect(calendar.instantAt(calendar.localDate(second), calendar.localTime(second))).toEqual(
        second,
      );
    }),
  );
});

test.each(['2026-02-30', '2026-13-01', 'tomorrow'])('refuses the day %s', (day) => {
  expect(() => calendar.instantAt(day)).toThrow();
});

test('a month is half-open and crosses the year', () => {
  expect(calendar.periodOf('2025-12')).toEqual({
    from: new Date('2025-11-30T16:00:00Z'),
    until: new Date('2025-12-31T16:00:00Z'),
  });
  expect(calendar.plusMonths('2025-12', 1)).toBe('2026-01');
  expect(calendar.plusMonths('2026-01', -13)).toBe('2024-12');
  expect(calendar.monthOf(new Date('2025-12-31T16:00:00Z'))).toBe('2026-01');
  expect(calendar.plusDays('2024-02-28', 2)).toBe('2024-03-01');
});

test.each([
  ['2026-01-31', '2026-02-28'],
  ['2028-01-31', '2028-02-29'],
  ['2026-03-31', '2026-04-30'],
  ['2026-04-30', '2026-05-30'],
  ['2026-12-15', '2027-01-15'],
])('the invoice of a bill of %s is due on %s (domain §5.9)', (issued, due) => {
  expect(calendar.addCalendarMonthClamped(calendar.instantAt(issued, '10:20:30'))).toEqual(
    calendar.instantAt(due, '23:59:59'),
  );
});

describe('working days', () => {
  test('knows holidays and make-up days', () => {
    expect(calendar.isWorkingDay('2026-10-01')).toBe(false);
    expect(calendar.isWorkingDay('2026-02-14')).toBe(true);
    expect(calendar.isWorkingDay('2026-03-07')).toBe(false);
    expect(calendar.isWorkingDay('2026-03-09')).toBe(true);
  });

  test('outside the known years Monday to Friday count', () => {
    expect([
      calendar.isKnownYear(2026),
      calendar.isKnownYear(2003),
      calendar.isKnownYear(2090),
    ]).toEqual([true, false, false]);
    expect(calendar.isWorkingDay('2090-10-01')).toBe(false);
    expect(calendar.isWorkingDay('2090-10-02')).toBe(true);
  });

  test('the bill run of the 3rd moves to the next working day', () => {
    expect(calendar.nextWorkingDay('2026-03-03')).toBe('2026-03-03');
    expect(calendar.nextWorkingDay('2026-10-03')).toBe('2026-10-08');
  });

  test('counting skips the Spring Festival but not its make-up Saturday', () => {
    const at = new Date(calendar.instantAt('2026-02-12', '09:30:00').getTime() + 125);
    const due = new Date(calendar.instantAt('2026-02-24', '09:30:00').getTime() + 125);
    expect(calendar.addWorkingDays(at, 3)).toEqual(due);
    expect(calendar.addWorkingDays(at, 0)).toEqual(at);
    expect(calendar.workingDaysBetween(at, due)).toBe(3);
  });
});

/** The clocks of the domain that count by the calendar (domain §4, §5.9). */
describe('a clock', () => {
  const at = (text: string): Date => {
    const [day, time] = text.split(' ') as [string, string];
    return calendar.instantAt(day, time);
  };
  const text = (instant: Date): string =>
    `${calendar.localDate(instant)} ${calendar.localTime(instant)}`;

  // 15 to 23 February 2026 are off; Saturday 14 and Saturday 28 are make-up days.
  test.each([
    [10, '2026-02-12 09:30:00', '2026-03-04 09:30:00'],
    [10, '2026-03-02 10:00:00', '2026-03-16 10:00:00'],
    [3, '2026-03-06 23:59:59', '2026-03-11 23:59:59'],
    [3, '2026-03-07 10:00:00', '2026-03-11 10:00:00'],
    [3, '2026-02-13 10:00:00', '2026-02-25 10:00:00'],
    [3, '2026-02-26 10:00:00', '2026-03-02 10:00:00'],
    [3, '2026-09-30 10:00:00', '2026-10-10 10:00:00'],
    [3, '2026-12-31 10:00:00', '2027-01-05 10:00:00'],
    [2, '2026-04-30 10:00:00', '2026-05-07 10:00:00'],
    [8, '2026-02-10 10:00:00', '2026-02-27 10:00:00'],
  ])('of %i working days runs from %s to %s', (days, start, due) => {
    expect(text(calendar.addWorkingDays(at(start), days))).toBe(due);
  });

  test.each([
    ['2028-02-29 12:00:00', '2028-03-29 23:59:59'],
    ['2026-12-31 23:59:59', '2027-01-31 23:59:59'],
    ['2026-01-01 00:30:00', '2026-02-01 23:59:59'],
  ])('of a calendar month runs from %s to %s', (start, due) => {
    expect(text(calendar.addCalendarMonthClamped(at(start)))).toBe(due);
  });

  test.each([
    ['2026-02', '03', '2026-03-03'],
    ['2026-09', '03', '2026-10-08'],
    ['2026-04', '03', '2026-05-06'],
    ['2026-02', '07', '2026-03-09'],
    ['2026-12', '03', '2027-01-04'],
  ])('for the bills of %s on day %s runs on %s', (month, day, run) => {
    expect(calendar.nextWorkingDay(`${calendar.plusMonths(month, 1)}-${day}`)).toBe(run);
  });
});
