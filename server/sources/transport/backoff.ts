import type { UpstreamFailure } from './failure.ts';

export interface Patience {
  /** Attempts at one call, the first included. */
  readonly attempts: number;
  readonly longestWaitMs: number;
}

/** For jobs. */
export const PATIENT: Patience = { attempts: 5, longestWaitMs: 60_000 };

/** For a request that a person waits for. */
export const ONCE: Patience = { attempts: 1, longestWaitMs: 0 };

/** Shortest and longest first wait by the kind of failure; 2 to 5 s when throttled (domain §6.2). */
const FIRST_WAIT: Readonly<Partial<Record<string, readonly [number, number]>>> = {
  THROTTLED: [2_000, 5_000],
  TIMED_OUT: [500, 1_500],
  UNREACHABLE: [500, 1_500],
  FAILED: [500, 1_500],
  MALFORMED: [500, 1_500],
};

/**
 * Milliseconds until the next attempt of a reading call after `tried` attempts: each wait doubles the last, with
 * jitter, and is no shorter than the upstream asks. Null if another attempt is of no use.
 */
export function backoff(
  failure: UpstreamFailure,
  tried: number,
  { attempts, longestWaitMs }: Patience,
  random: () => number,
): number | null {
  const first = FIRST_WAIT[failure.kind];
  if (!first || tried >= attempts) return null;
  const [shortest, longest] = first;
  const wait = (shortest + random() * (longest - shortest)) * 2 ** (tried - 1);
  return Math.min(Math.max(wait, failure.retryAfterMs ?? 0), longestWaitMs);
}
