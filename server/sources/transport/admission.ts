import type { Timing } from '../../platform/clock.ts';

/** The next admissions of one API, for one process. */
export interface AdmissionRequest {
  /** Upstream, account and API; the quota counts by it. */
  readonly key: string;
  /** Name of the API at the upstream. */
  readonly api: string;
  readonly count: number;
  /** Requests that the upstream allows in a second. */
  readonly perSecond: number;
  /** Milliseconds from an admission until its place is free again. */
  readonly holdMs: number;
  /** Calls of the process that remain without an admission. */
  readonly waiting: number;
}

/** Grants admissions to all processes that call an upstream. Rejects if it cannot count: then no call is sent. */
export interface Admissions {
  /** Milliseconds from the request until each admission, in ascending order. */
  take(request: AdmissionRequest): Promise<readonly number[]>;
}

/** No admission is further ahead. A clock that is set back would otherwise stop all calls. */
const FURTHEST_MS = 60_000;

/**
 * Grants admissions at an instant. `slots` has an entry for each request that the upstream allows in a second: the time
 * at which it is free again, in milliseconds since 1970. Each slot is used once in `holdMs`.
 */
export function admit(
  slots: readonly number[],
  now: number,
  { count, perSecond, holdMs }: Pick<AdmissionRequest, 'count' | 'perSecond' | 'holdMs'>,
): { readonly waits: readonly number[]; readonly slots: readonly number[] } {
  const all = Array.from({ length: perSecond }, (_, i) =>
    Math.min(Math.max(slots[i] ?? now, now), now + FURTHEST_MS),
  ).sort((a, b) => a - b);
  const granted = all.slice(0, count);
  return {
    waits: granted.map((at) => at - now),
    slots: [...all.slice(count), ...granted.map((at) => at + holdMs)],
  };
}

/** Admissions that are counted in memory: for a service that needs no count over all processes. */
export function localAdmissions(timing: Pick<Timing, 'now'>): Admissions {
  const known = new Map<string, readonly number[]>();
  return {
    async take({ key, ...request }) {
      const { waits, slots } = admit(known.get(key) ?? [], timing.now(), request);
      known.set(key, slots);
      return waits;
    },
  };
}
