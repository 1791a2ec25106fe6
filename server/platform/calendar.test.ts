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
