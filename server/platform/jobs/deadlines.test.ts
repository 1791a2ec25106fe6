import { expect, test } from '@jest/globals';
import { calendar } from '../calendar.ts';
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

test('working days are extended by the working days of the pause', () => {
  const [due, since, now] = [
    calendar.instantAt('2026-03-10', '18:00:00'),
    calendar.instantAt('2026-03-06'),
    calendar.instantAt('2026-03-09', '09:00:00'),
  ];
  expect(dueAfterPause('BUSINESS_DAYS', due, since, now)).toEqual(
    calendar.instantAt('2026-03-11', '18:00:00'),
  );
});
