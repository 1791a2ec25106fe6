import { describe, expect, it } from '@jest/globals';
import { lastPeriods, periodDays } from './periods.ts';

describe('the last periods', () => {
  it.each([
    ['MONTH', '2026-01-31T15:59:59Z', ['2025-11', '2025-12', '2026-01']],
    ['MONTH', '2026-01-31T16:00:00Z', ['2025-12', '2026-01', '2026-02']],
    ['QUARTER', '2026-05-01T00:00:00Z', ['2025-Q4', '2026-Q1', '2026-Q2']],
    ['YEAR', '2026-05-01T00:00:00Z', ['2024', '2025', '2026']],
  ] as const)('by %s at %s are %j', (unit, now, names) => {
    expect(lastPeriods(unit, Date.parse(now), 3)).toEqual(names);
  });
});

describe('the days of the present period', () => {
  it.each([
    ['MONTH', '2026-01-31T15:59:59Z', ['2026-01-01', '2026-01-31']],
    ['MONTH', '2028-01-31T16:00:00Z', ['2028-02-01', '2028-02-29']],
    ['QUARTER', '2026-11-27T00:00:00Z', ['2026-10-01', '2026-12-31']],
    ['YEAR', '2026-05-01T00:00:00Z', ['2026-01-01', '2026-12-31']],
  ] as const)('by %s at %s are %j', (unit, now, days) => {
    expect(periodDays(unit, Date.parse(now))).toEqual(days);
  });
});
