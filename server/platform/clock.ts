import { setTimeout as wait } from 'node:timers/promises';

/** Source of the current time. It is injected everywhere, so that no code reads the machine's clock directly. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock with an adjustable offset in milliseconds (demo and tests). */
export class ShiftedClock implements Clock {
  offsetMs = 0;

  constructor(private readonly base: Clock = systemClock) {}

  now(): Date {
    return new Date(this.base.now().getTime() + this.offsetMs);
  }

  moveTo(at: Date): void {
    this.offsetMs = at.getTime() - this.base.now().getTime();
  }

  advance(ms: number): void {
    this.offsetMs += ms;
  }
}

/** Machine time for quotas and waits on other systems. It is injected, so that tests run in virtual time. */
export interface Timing {
  /** Whether it is the time of this machine, from which that of other servers differs. */
  readonly isMachine?: true;
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`; rejects if the signal aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemTiming: Timing = {
  isMachine: true,
  now: () => systemClock.now().getTime(),
  sleep: (ms, signal) => wait(ms, undefined, { signal }),
};

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
