import { describe, expect, test } from '@jest/globals';
import { ShiftedClock } from '../clock.ts';
import { Budget } from './limits-budget.ts';

const clock = () => new ShiftedClock({ now: () => new Date('2026-03-01T00:00:00Z') });
const available = (budget: Budget, key: string) => budget.refund('t', key, 0).available;

describe('budget', () => {
  test('a key has 10,000 points and regains 500 a second', () => {
    const time = clock();
    const budget = new Budget(time);
    budget.take('t', 'k', 10_000);
    expect(available(budget, 'k')).toBe(0);
    expect(() => budget.take('t', 'k', 700)).toThrow(
      expect.objectContaining({
        code: 'RATE_LIMITED',
        extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 2 },
      }),
    );
    time.advance(1_400);
    budget.take('t', 'k', 700);
    time.advance(3_600_000);
    expect(available(budget, 'k')).toBe(10_000);
  });

  test('many keys of one tenant share 20,000 points; other tenants are not affected', () => {
    const budget = new Budget(clock());
    for (const key of ['a', 'b']) budget.take('t', key, 10_000);
    expect(() => budget.take('t', 'c', 1)).toThrow('Too many requests');
    expect(available(budget, 'c')).toBe(10_000);
    budget.take('u', 'd', 10_000);
  });

  test('a refund never fills above the maximum', () => {
    const budget = new Budget(clock());
    budget.take('t', 'k', 100);
    budget.refund('t', 'k', 500);
    expect(available(budget, 'k')).toBe(10_000);
  });

  test('a clock that was set back neither restores points nor blocks callers', () => {
    const time = clock();
    const budget = new Budget(time);
    budget.take('t', 'k', 9_000);
    time.advance(-86_400_000);
    expect(available(budget, 'k')).toBe(1_000);
    time.advance(1_000);
    expect(available(budget, 'k')).toBe(1_500);
  });
});
