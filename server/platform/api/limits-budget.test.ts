import { describe, expect, test } from '@jest/globals';
import { ShiftedClock } from '../clock.ts';
import { Budget } from './limits-budget.ts';

const clock = () => new ShiftedClock({ now: () => new Date('2026-03-01T00:00:00Z') });
const available = (budget: Budget, key: string) => budget.account('t', key).refund(0).available;

describe('budget', () => {
  test('a key has 10,000 points and regains 500 a second', () => {
    const time = clock();
    const budget = new Budget(time);
    budget.account('t', 'k').take(10_000);
    expect(available(budget, 'k')).toBe(0);
    expect(() => budget.account('t', 'k').take(700)).toThrow(
      expect.objectContaining({
        code: 'RATE_LIMITED',
        extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 2 },
      }),
    );
    time.advance(1_400);
    budget.account('t', 'k').take(700);
    time.advance(3_600_000);
    expect(available(budget, 'k')).toBe(10_000);
  });

  test('many keys of one tenant share 20,000 points; other tenants are not affected', () => {
    const budget = new Budget(clock());
    for (const key of ['a', 'b']) budget.account('t', key).take(10_000);
    expect(() => budget.account('t', 'c').take(1)).toThrow('Too many requests');
    expect(available(budget, 'c')).toBe(10_000);
    budget.account('u', 'd').take(10_000);
  });

  test('a refund never fills above the maximum', () => {
    const budget = new Budget(clock());
    budget.account('t', 'k').take(100);
    budget.account('t', 'k').refund(500);
    expect(available(budget, 'k')).toBe(10_000);
  });

  test('a clock that was set back neither restores points nor blocks callers', () => {
    const time = clock();
    const budget = new Budget(time);
    budget.account('t', 'k').take(9_000);
    time.advance(-86_400_000);
    expect(available(budget, 'k')).toBe(1_000);
    time.advance(1_000);
    expect(available(budget, 'k')).toBe(1_500);
  });
});
