import type { Timing } from '../../platform/clock.ts';

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
  private isProbing = false;

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

  /** Whether a call may be sent now. One that may must report its outcome. */
  enter(): boolean {
    if (this.state === 'CLOSED') return true;
    if (this.state === 'OPEN' || this.isProbing) return false;
    this.isProbing = true;
    return true;
  }

  succeeded(): void {
    this.failures = 0;
    this.openings = 0;
    this.openUntil = null;
    this.isProbing = false;
  }

  failed(): void {
    this.failures += 1;
    this.isProbing = false;
    if (this.openUntil === null && this.failures < this.settings.failuresToOpen) return;
    const { openMs, longestOpenMs } = this.settings;
    this.openUntil = this.timing.now() + Math.min(openMs * 2 ** this.openings, longestOpenMs);
    this.openings += 1;
  }

  /** The call ended without telling anything about the upstream, for instance because the caller gave up. */
  left(): void {
    this.isProbing = false;
  }
}
