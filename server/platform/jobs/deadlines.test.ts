import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { calendar } from '../calendar.ts';
import { HOUR } from '../clock.ts';
import { dueAfterPause } from './deadlines.ts';

test('calendar days are extended by the exact length of the pause', () => {
  const [due, since, now] = [
    calendar.instantAt('2026-03-10', '12:00:00'),
    calendar.instantAt('2026-03-02'),
    calendar.instantAt('2026-03-03', '00:30:00'),
  ];
  expect(dueAfterPause('CALENDAR_DAYS', due, since, now)).toEqual(
    calendar.instantAt('2026-03-11', '12:30:00'),
  );
});

test('working days are extended by the working time of the pause', () => {
  const [due, since, now] = [
    calendar.instantAt('2026-03-10', '18:00:00'),
    calendar.instantAt('2026-03-06'),
    calendar.instantAt('2026-03-09', '09:00:00'),
  ];
  // Friday and nine hours of Monday.
  expect(dueAfterPause('BUSINESS_DAYS', due, since, now)).toEqual(
    calendar.instantAt('2026-03-12', '03:00:00'),
  );
});

test('the time left is the same after a pause of any length', () => {
  const instant = fc.date({
    min: calendar.instantAt('2026-01-01'),
    max: calendar.instantAt('2026-12-01'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(instant, instant, fc.integer({ min: 0, max: 40 }), (since, due, hours) => {
      fc.pre(since < due);
      const now = new Date(since.getTime() + hours * HOUR);
      const moved = dueAfterPause('BUSINESS_DAYS', due, since, now);
      expect(calendar.workingTimeBetween(now, moved)).toBe(calendar.workingTimeBetween(since, due));
    }),
  );
});

test('a fixed instant does not move, and an overdue deadline stays overdue', () => {
  const [due, since, now] = [
    calendar.instantAt('2026-03-02'),
    calendar.instantAt('2026-03-03'),
    calendar.instantAt('2026-03-05'),
  ];
  expect(dueAfterPause('INSTANT', due, since, now)).toEqual(due);
  expect(dueAfterPause('BUSINESS_DAYS', due, since, now)).toEqual(calendar.instantAt('2026-03-04'));
});
