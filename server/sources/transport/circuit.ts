import type { Timing } from '../../platform/clock.ts';
import { unlessAborted } from './abort.ts';

export type CircuitState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

interface CircuitSettings {
  readonly failuresToOpen: number;
  readonly openMs: number;
  readonly longestOpenMs: number;
}

/**
 * Stops calls to an API that keeps failing. After some failures in a row it is open; after a time it lets one call
 * through, which closes it or opens it for twice the time.
 */
export class Circuit {
  private failures = 0;
  private openings = 0;
  private openUntil: number | null = null;
  /** Settles with the outcome of the call that a half-open circuit let through. */
  private probe: PromiseWithResolvers<void> | null = null;

  constructor(
    private readonly timing: Timing,
    private readonly settings: CircuitSettings,
  ) {}

  get state(): CircuitState {
    if (this.openUntil === null) return 'CLOSED';
    return this.timing.now() < this.openUntil ? 'OPEN' : 'HALF_OPEN';
  }

  /** Time of the next call that is let through, in milliseconds since 1970; null if the circuit is closed. */
  get reopensAt(): number | null {
    return this.openUntil;
  }

  /**
   * Resolves to whether a call may be sent. One that may must report its outcome. Calls beside the one that a half-open
   * circuit let through wait for its outcome: a feed sends a hundred calls at once, and must not fail by its own probe.
   * Rejects if the signal aborts first.
   */
  async enter(signal?: AbortSignal): Promise<boolean> {
    while (this.state === 'HALF_OPEN' && this.probe)
      await unlessAborted(this.probe.promise, signal);
    if (this.state === 'OPEN') return false;
    if (this.state === 'HALF_OPEN') this.probe = Promise.withResolvers();
    return true;
  }

  succeeded(): void {
    this.failures = 0;
    this.openings = 0;
    this.openUntil = null;
    this.left();
  }

  failed(): void {
    const wasOpen = this.state === 'OPEN';
    this.left();
    // The call was sent before the circuit opened.
    if (wasOpen) return;
    this.failures += 1;
    if (this.openUntil === null && this.failures < this.settings.failuresToOpen) return;
    const { openMs, longestOpenMs } = this.settings;
    this.openUntil = this.timing.now() + Math.min(openMs * 2 ** this.openings, longestOpenMs);
    this.openings += 1;
  }

  /** The call ended without telling anything about the upstream, for instance because the caller gave up. */
  left(): void {
    this.probe?.resolve();
    this.probe = null;
  }
}
