import { expect, test } from '@jest/globals';
import { inWords, planText, readPlan, stretchesOf } from './holiday-text.ts';

test('a plan is the same after it was written and read', () => {
  const off = (name: string, ...dates: string[]) =>
    dates.map((date) => ({ date, name, isWorkingDay: false }));
  const days = [
    ...off('元旦', '2026-01-01', '2026-01-02', '2026-01-03'),
    { date: '2026-01-04', name: '元旦', isWorkingDay: true },
    { date: '2026-02-14', name: '春节', isWorkingDay: true },
    ...off('春节', '2026-02-27', '2026-02-28', '2026-03-01'),
  ];
  expect(readPlan(planText(days, { off: 'off', work: '班' }))).toEqual({ days, unread: [] });
});

test('a name may be of several words, as in English', () => {
  const days = ['2026-02-17', '2026-02-18'].map((date) => ({
    ...{ date, name: '春节', holiday: 'SPRING_FESTIVAL' as const, isWorkingDay: false },
  }));
  const shown = inWords(days, { enum: () => 'Spring Festival' });
  const text = planText(shown, { off: 'off', work: 'work' });
  expect(text).toBe('2026-02-17~2026-02-18 Spring Festival off');
  expect(readPlan(text)).toEqual({ days: shown, unread: [] });
});

test('one line holds a stretch of days, with spaces or commas', () => {
  const text = '2027-02-05 ~ 2027-02-07 春节 休\n\n2027-02-14,春节,班';
  const { days, unread } = readPlan(text);
  expect(unread).toEqual([]);
  expect(stretchesOf(days)).toEqual([
    { from: '2027-02-05', until: '2027-02-07', days: 3, name: '春节', isWorkingDay: false },
    { from: '2027-02-14', until: '2027-02-14', days: 1, name: '春节', isWorkingDay: true },
  ]);
});

test('the published JSON is read', () => {
  const json = JSON.stringify({
    year: 2027,
    days: [
      { name: '元旦', date: '2027-01-03', isOffDay: false },
      { name: '元旦', date: '2027-01-01', isOffDay: true },
    ],
  });
  expect(readPlan(json).days.map(({ date, isWorkingDay }) => [date, isWorkingDay])).toEqual([
    ['2027-01-01', false],
    ['2027-01-03', true],
  ]);
});

test.each([
  '2027-02-30 春节 休',
  '2027-02-05 春节',
  '2027-02-05~2027-01-01 春节 休',
  '2027-02-05~2029-01-01 春节 休',
  '春节放假',
  '{ not json',
])('the line %s is named as unreadable', (line) => {
  expect(readPlan(line)).toEqual({ days: [], unread: [1] });
});
