import { describe, expect, it } from '@jest/globals';
import { type Candidate, rank, type Unranked } from './authorization-rank.ts';
import { exceeds, periodFrom, stateFrom } from './authorization-terms.ts';

const now = new Date('2026-03-02T02:00:00.000Z');
const until = new Date('2026-04-01T00:00:00.000Z');

describe('the period of a new authorization', () => {
  it('begins now, or later; never in the past', () => {
    expect(periodFrom(now, undefined, until).validFrom).toEqual(now);
    expect(periodFrom(now, new Date('2026-03-01T16:00:00.000Z'), until).validFrom).toEqual(now);
    const later = new Date('2026-03-05T00:00:00.000Z');
    expect(periodFrom(now, later, until)).toEqual({ validFrom: later, validUntil: until });
    expect(() => periodFrom(now, new Date('2026-03-01T15:59:59.999Z'), until)).toThrow(
      'START_BEFORE_TODAY',
    );
  });

  it('ends after it began, and later than now', () => {
    expect(() => periodFrom(now, undefined, now)).toThrow('END_IN_PAST');
    expect(() => periodFrom(now, until, until)).toThrow('END_BEFORE_START');
  });

  it('decides the state', () => {
    expect(stateFrom(now, now)).toBe('ACTIVE');
    expect(stateFrom(now, until)).toBe('SCHEDULED');
  });
});

describe('rates', () => {
  it('are compared exactly', () => {
    expect(exceeds('0.300001', '0.300000')).toBe(true);
    expect(exceeds('0.3', '0.300000')).toBe(false);
  });
});

describe('the ranking', () => {
  const candidate = (standing: Unranked): Candidate<Unranked> => ({
    id: standing,
    level: 'PARTNER',
    standing,
    payRate: '0.8',
    shareRatio: '0.2',
    version: 1,
    maxCustomers: null,
    validFrom: now,
    validUntil: until,
  });
  const ranked = (...standings: Unranked[]) =>
    rank(standings.map(candidate)).map(({ standing }) => standing);

  it('lets the first in force win; what is not in force keeps its reason', () => {
    expect(ranked('NOT_GRANTED', 'IN_FORCE', 'ENDED', 'IN_FORCE')).toEqual([
      'NOT_GRANTED',
      'WINS',
      'ENDED',
      'LESS_SPECIFIC',
    ]);
    expect(ranked('REVOKED', 'NOT_YET_STARTED')).toEqual(['REVOKED', 'NOT_YET_STARTED']);
    expect(ranked()).toEqual([]);
  });
});
