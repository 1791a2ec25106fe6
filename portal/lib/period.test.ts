import { describe, expect, it } from '@jest/globals';
import { comparedDays, daysOf } from './period.ts';

const TODAY = '2026-11-27';
const range = (days: { start: string; end: string } | null | undefined) =>
  days && `${days.start}~${days.end}`;

describe('the days of a period', () => {
  it('follow the calendar for a preset', () => {
    expect(range(daysOf('month', TODAY))).toBe('2026-11-01~2026-11-30');
    expect(range(daysOf('lastMonth', TODAY))).toBe('2026-10-01~2026-10-31');
    expect(range(daysOf('quarter', TODAY))).toBe('2026-10-01~2026-12-31');
    expect(range(daysOf('days30', TODAY))).toBe('2026-10-29~2026-11-27');
    expect(range(daysOf('year', TODAY))).toBe('2026-01-01~2026-12-31');
    expect(range(daysOf('lastMonth', '2027-01-31'))).toBe('2026-12-01~2026-12-31');
  });

  it('do not exist for a text that names no days', () => {
    for (const text of [
      '',
      'week',
      '2026-02-30~2026-03-01',
      '2026-3-1~2026-03-02',
      '2026-03-02~2026-03-01',
      '2026-03-01',
      '2026-03-01~2026-03-02~2026-03-03',
    ])
      expect([text, daysOf(text, TODAY)]).toEqual([text, null]);
    expect(range(daysOf('2026-02-28~2026-03-01', TODAY))).toBe('2026-02-28~2026-03-01');
  });
});

describe('the compared days', () => {
  const compared = (text: string, last = TODAY) => {
    const found = comparedDays(text, last, TODAY);
    return found && [range(found.now), range(found.before)];
  };

  it('are the first days of the period before, as many as have passed', () => {
    expect(compared('month')).toEqual(['2026-11-01~2026-11-27', '2026-10-01~2026-10-27']);
    expect(compared('quarter')).toEqual(['2026-10-01~2026-11-27', '2026-07-01~2026-08-27']);
    expect(compared('year')).toEqual(['2026-01-01~2026-11-27', '2025-01-01~2025-11-27']);
    expect(compared('month', '2026-11-26')).toEqual([
      '2026-11-01~2026-11-26',
      '2026-10-01~2026-10-26',
    ]);
  });

  it('are the days before, where the period before is shorter or has no start of its own', () => {
    expect(compared('lastMonth')).toEqual(['2026-10-01~2026-10-31', '2026-08-31~2026-09-30']);
    expect(compared('days30')).toEqual(['2026-10-29~2026-11-27', '2026-09-29~2026-10-28']);
    expect(compared('2026-11-10~2026-11-12')).toEqual([
      '2026-11-10~2026-11-12',
      '2026-11-07~2026-11-09',
    ]);
  });

  it('do not exist for a period that has not begun', () => {
    expect(compared('2026-12-01~2026-12-31')).toBeNull();
  });
});
