import { describe, expect, it } from '@jest/globals';
import { lastPeriods, sameDays } from './periods.ts';

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

describe('the days that are compared', () => {
  it.each([
    ['MONTH', '2026-11-28T02:00:00Z', '2026-11-01', '2026-11-28', '2026-10-01', '2026-10-28'],
    ['MONTH', '2026-01-31T15:59:59Z', '2026-01-01', '2026-01-31', '2025-12-01', '2025-12-31'],
    // February has fewer days than the first 30 of March.
    ['MONTH', '2026-03-30T00:00:00Z', '2026-03-01', '2026-03-30', '2026-02-01', '2026-02-28'],
    ['QUARTER', '2026-11-27T00:00:00Z', '2026-10-01', '2026-11-27', '2026-07-01', '2026-08-27'],
    ['YEAR', '2026-05-01T00:00:00Z', '2026-01-01', '2026-05-01', '2025-01-01', '2025-05-01'],
  ] as const)('by %s at %s', (unit, now, first, last, earlier, same) => {
    expect(sameDays(unit, Date.parse(now))).toEqual({
      present: { first, last },
      before: { first: earlier, last: same },
    });
  });
});
