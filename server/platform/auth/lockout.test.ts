import { describe, expect, it } from '@jest/globals';
import { ACCOUNT_LIMITS, type Attempts, type Limits, lockout, NETWORK_LIMITS } from './lockout.ts';

const HOUR = 3_600_000;
const waitFor = (attempts: Attempts, now: number) => lockout.waitFor(attempts, now, ACCOUNT_LIMITS);
const failedAt = (...failures: number[]): Attempts => ({ failures, pending: [] });

/** Guesses as fast as allowed for `ms` and returns the number of checked guesses. */
function guess(ms: number, limits: Limits = ACCOUNT_LIMITS): number {
  let attempts: Attempts = lockout.none;
  let checked = 0;
  for (let now = 0; now < ms; ) {
    const wait = lockout.waitFor(attempts, now, limits);
    if (wait > 0) {
      now += wait;
      continue;
    }
    attempts = lockout.ended(lockout.begun(attempts, now), now, now, 'failed');
    checked += 1;
  }
  return checked;
}

describe('the lock-out', () => {
  it('allows five failures, then doubles the wait up to five minutes', () => {
    const times = [0, 1, 2, 3, 4];
    expect(waitFor(failedAt(...times.slice(0, 4)), 5)).toBe(0);
    expect(waitFor(failedAt(...times), 4)).toBe(1000);
    expect(waitFor(failedAt(...times, 5), 5)).toBe(2000);
    expect(waitFor(failedAt(...times, 5, 6), 6)).toBe(4000);
    expect(waitFor(failedAt(...times, ...Array.from({ length: 14 }, (_, i) => i + 5)), 18)).toBe(
      300_000,
    );
  });

  it('checks at most twenty guesses an hour, and never locks for good', () => {
    expect(guess(HOUR)).toBeLessThanOrEqual(20);
    expect(guess(3 * HOUR)).toBeGreaterThan(guess(HOUR));
    const full = failedAt(...Array.from({ length: 20 }, (_, i) => i * 1000));
    expect(waitFor(full, 20_000)).toBe(HOUR - 20_000);
    expect(waitFor(full, 2 * HOUR)).toBe(0);
  });

  it('counts parallel guesses', () => {
    let attempts: Attempts = lockout.none;
    let allowed = 0;
    for (let i = 0; i < 100; i++) {
      if (waitFor(attempts, 0) > 0) continue;
      attempts = lockout.begun(attempts, 0);
      allowed += 1;
    }
    expect(allowed).toBe(20);
  });

  it('allows a network more failures than an account, but a limited number', () => {
    const failures = Array.from({ length: 49 }, (_, i) => i);
    expect(lockout.waitFor(failedAt(...failures), 49, NETWORK_LIMITS)).toBe(0);
    expect(guess(HOUR, NETWORK_LIMITS)).toBeLessThanOrEqual(100);
    expect(guess(HOUR, NETWORK_LIMITS)).toBeGreaterThan(50);
  });

  it('forgets a device’s failures when its owner signs in, not an account’s', () => {
    const attempts = lockout.begun(failedAt(1, 2, 3), 10);
    expect(lockout.ended(attempts, 10, 11, 'forget')).toEqual(lockout.none);
    expect(lockout.ended(attempts, 10, 11, 'right')).toEqual(failedAt(1, 2, 3));
    expect(lockout.ended(attempts, 10, 11, 'failed')).toEqual(failedAt(1, 2, 3, 11));
  });

  it('counts an attempt as failed if its server died', () => {
    expect(lockout.current(lockout.begun(lockout.none, 0), 31_000)).toEqual(failedAt(0));
  });
});

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('the network of %s is %s', (ip, network) => {
  expect(lockout.networkOf(ip)).toBe(network);
});
