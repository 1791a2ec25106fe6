/** Failed attempts on one account, from one network or on one device; times in milliseconds since 1970, oldest first. */
export interface Attempts {
  readonly failures: readonly number[];
  readonly pending: readonly number[];
}

export const NO_ATTEMPTS: Attempts = { failures: [], pending: [] };

const WINDOW_MS = 3_600_000;
const LONGEST_WAIT_MS = 300_000;
/** An attempt that is still being checked after this time died with its server, and counts as failed. */
const PENDING_MS = 30_000;

export interface Limits {
  /** Failures that cost nothing; each further one doubles the wait. */
  readonly free: number;
  /** Failures in an hour after which nothing is tried any more. The hour slides: nobody is locked out for good. */
  readonly stop: number;
}

/** Of one account, or of one device. */
export const ACCOUNT_LIMITS: Limits = { free: 5, stop: 20 };
/** Of a network: the people of an office share one address. */
export const NETWORK_LIMITS: Limits = { free: 50, stop: 100 };

/** Attempts without what is too old to count. */
export function current({ failures, pending }: Attempts, now: number): Attempts {
  const stale = pending.filter((at) => at <= now - PENDING_MS);
  return {
    failures: [...failures, ...stale].filter((at) => at > now - WINDOW_MS).sort((a, b) => a - b),
    pending: pending.filter((at) => at > now - PENDING_MS),
  };
}

/**
 * How long to wait before another attempt, in milliseconds; 0 allows it now. From the last free failure on 1,
 * 2, 4 … seconds since the last one, at most five minutes; at the stop until the first of them is an hour old.
 * Attempts under way count against the stop, so that guesses sent at once gain nothing.
 */
export function waitFor(attempts: Attempts, now: number, { free, stop }: Limits): number {
  const { failures, pending } = current(attempts, now);
  if (failures.length >= stop) return failures[failures.length - stop]! + WINDOW_MS - now;
  if (failures.length + pending.length >= stop) return 1000;
  const last = failures.at(-1);
  if (last === undefined || failures.length < free) return 0;
  return Math.max(0, last + Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (failures.length - free)) - now);
}

/** Begins an attempt. */
export const begun = (attempts: Attempts, now: number): Attempts => {
  const { failures, pending } = current(attempts, now);
  return { failures, pending: [...pending, now] };
};

/** Ends the attempt that began at `began`; `forget` is for a device whose owner has proved to be it. */
export function ended(
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

/** The network an address belongs to: an IPv4 address by itself, an IPv6 one by its /64. */
export function networkOf(ip: string): string {
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
