import type { Timing } from '../../platform/clock.ts';
import { unlessAborted } from './abort.ts';

/** A second of the upstream's count, and a tenth of it because requests arrive after unequal times. */
const WINDOW_MS = 1_100;

/** Admits at most `perSecond` requests in any second, in the order of their arrival. */
export class Quota {
  /** Times of the latest admissions. */
  private readonly admitted: number[] = [];
  /** Settles when the request before the next one is admitted or has left. */
  private before: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly timing: Timing,
    private readonly perSecond: number,
  ) {}

  /** Resolves once the request may be sent. Rejects if the signal aborts first. */
  admit(signal?: AbortSignal): Promise<void> {
    const turn = this.before.then(() => this.next(signal));
    this.before = turn.catch(() => {});
    return unlessAborted(turn, signal);
  }

  /** The time is read after the wait: a process that was busy wakes late, and then must not send all at once. */
  private async next(signal?: AbortSignal): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      const now = this.timing.now();
      const isFull = this.admitted.length >= this.perSecond;
      const free = isFull ? this.admitted[0]! + WINDOW_MS : now;
      if (free <= now) {
        if (isFull) this.admitted.shift();
        this.admitted.push(now);
        return;
      }
      await this.timing.sleep(free - now, signal);
    }
  }
}
