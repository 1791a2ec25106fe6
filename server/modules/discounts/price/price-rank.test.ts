import { describe, expect, it } from '@jest/globals';
import { gapAround, type Span, standingOf } from './price-rank.ts';

const on = (day: number): Date => new Date(Date.UTC(2026, 2, day));
const span = (from: number, until: number, broken: Span['broken'] = null): Span => ({
  validFrom: on(from),
  validUntil: on(until),
  broken,
});

describe('which of a customer’s discounts is the price', () => {
  it('is the one whose period holds the instant: its first belongs to it, its end does not', () => {
    const one = span(10, 20);
    expect([9, 10, 19, 20].map((day) => standingOf(one, on(day)))).toEqual([
      'NOT_YET_STARTED',
      'WINS',
      'WINS',
      'ENDED',
    ]);
  });

  it('was a revoked one until it was revoked, and never one that broke before it began', () => {
    expect(standingOf(span(10, 15, 'REVOKED'), on(12))).toBe('WINS');
    expect(standingOf(span(10, 15, 'REVOKED'), on(15))).toBe('REVOKED');
    expect(standingOf(span(10, 10, 'UNUSABLE'), on(5))).toBe('UNUSABLE');
    expect(standingOf(span(10, 10, 'UNUSABLE'), on(12))).toBe('UNUSABLE');
  });

  it('leaves the list price between the end before and the start after', () => {
    const spans = [span(1, 5), span(7, 7, 'UNUSABLE'), span(10, 20), span(25, 30)];
    expect(gapAround(spans, on(6))).toEqual({ validFrom: on(5), validUntil: on(10) });
    expect(gapAround(spans, on(22))).toEqual({ validFrom: on(20), validUntil: on(25) });
    expect(gapAround(spans, on(30))).toEqual({ validFrom: on(30), validUntil: null });
  });
});
