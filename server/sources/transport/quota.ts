import type { Timing } from '../../platform/clock.ts';

/** A second of the upstream's count, and a tenth of it because requests arrive after unequal times. */
const WINDOW_MS = 1_100;

/** Admits at most `perSecond` requests in any second, in the order of their arrival. */
export class Quota {
  /** Times of the latest admissions, some of them in the future. */
  private readonly admitted: number[] = [];

  constructor(
    private readonly timing: Timing,
    private readonly perSecond: number,
  ) {}

  /** Resolves once the request may be sent. Rejects if the signal aborts first; its place is then lost. */
  async admit(signal?: AbortSignal): Promise<void> {
    const now = this.timing.now();
    const earlier = this.admitted.length < this.perSecond ? null : this.admitted.shift()!;
    const at = earlier === null ? now : Math.max(now, earlier + WINDOW_MS);
    this.admitted.push(at);
    if (at > now) await this.timing.sleep(at - now, signal);
  }

  /** Requests that could be sent now, of `perSecond`. */
  get free(): number {
    const since = this.timing.now() - WINDOW_MS;
    return this.perSecond - this.admitted.filter((at) => at > since).length;
  }
}
