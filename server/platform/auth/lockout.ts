import { hash } from 'node:crypto';
import { HOUR } from '../clock.ts';

/** Attempts of one counter: an account, a network or a device. Times are in milliseconds since 1970, oldest first. */
export interface Attempts {
  readonly failures: readonly number[];
  readonly pending: readonly number[];
}

const NO_ATTEMPTS: Attempts = { failures: [], pending: [] };

const WINDOW_MS = HOUR;
const LONGEST_WAIT_MS = 300_000;
/** Age at which a pending attempt counts as failed, because its server must have died. */
const PENDING_MS = 30_000;

export interface Limits {
  /** Number of failures without a wait. Each further one doubles the wait. */
  readonly free: number;
  /** Number of failures within an hour that blocks further attempts. The hour slides, so no lock-out is permanent. */
  readonly stop: number;
}

export const ACCOUNT_LIMITS: Limits = { free: 5, stop: 20 };
/** Limits of a network. They are higher, because the people of an office share one address. */
export const NETWORK_LIMITS: Limits = { free: 50, stop: 100 };

/** The attempts without those that are too old to count. */
function current({ failures, pending }: Attempts, now: number): Attempts {
  const stale = pending.filter((at) => at <= now - PENDING_MS);
  return {
    failures: [...failures, ...stale].filter((at) => at > now - WINDOW_MS).sort((a, b) => a - b),
    pending: pending.filter((at) => at > now - PENDING_MS),
  };
}

/**
 * Time until another attempt is allowed, in milliseconds; 0 allows it now. After `free` failures the wait is 1, 2,
 * 4 … seconds since the last one, at most five minutes. After `stop` failures it lasts until the oldest of them
 * is an hour old. Pending attempts count toward `stop`, so that parallel guesses have no advantage.
 */
function waitFor(attempts: Attempts, now: number, { free, stop }: Limits): number {
  const { failures, pending } = current(attempts, now);
  if (failures.length >= stop) return failures[failures.length - stop]! + WINDOW_MS - now;
  if (failures.length + pending.length >= stop) return 1000;
  const last = failures.at(-1);
  if (last === undefined || failures.length < free) return 0;
  return Math.max(0, last + Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (failures.length - free)) - now);
}

const begun = (attempts: Attempts, now: number): Attempts => {
  const { failures, pending } = current(attempts, now);
  return { failures, pending: [...pending, now] };
};

/** Ends the attempt that began at `began`. The outcome `forget` also clears all failures. */
function ended(
  attempts: Attempts,
  began: number,
  now: number,
  outcome: 'failed' | 'right' | 'forget',
): Attempts {
  const at = attempts.pending.indexOf(began);
  const pending = attempts.pending.filter((_, i) => i !== at);
  const { failures } = attempts;
  if (outcome === 'forget') return { failures: [], pending };
  return { failures: outcome === 'failed' ? [...failures, now] : failures, pending };
}

/** The network of an address: the address itself for IPv4, its /64 prefix for IPv6. */
function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped || !ip.includes(':')) return mapped ?? ip;
  const [head = '', tail] = ip.toLowerCase().split('%')[0]!.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/** Key of an account's counter: the hash of its mail address, so that counters do not reveal which accounts exist. */
const accountKey = (mail: string): string => `account:${hash('sha256', mail)}`;

export const lockout = { none: NO_ATTEMPTS, current, waitFor, begun, ended, networkOf, accountKey };
