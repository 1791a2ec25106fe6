import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../platform/clock.ts';

/** Time for quotas, waits and circuits. It is injected, so that tests run in virtual time. */
export interface Timing {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`; rejects if the signal aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemTiming: Timing = {
  now: () => systemClock.now().getTime(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
};
