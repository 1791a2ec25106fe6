import { PublicError } from '../errors.ts';
import type { RequestDeadline } from '../request-deadline.ts';
import { Semaphore } from '../semaphore.ts';

export interface ConcurrencyOptions {
  /** Largest number of running requests of a tenant. */
  readonly running: number;
  /** Largest number of waiting requests of a tenant. */
  readonly waiting: number;
}

/** Requests of a tenant that run at once. */
export const RUNNING_REQUESTS = 10;
const DEFAULTS: ConcurrencyOptions = { running: RUNNING_REQUESTS, waiting: 200 };

/**
 * Runs at most 10 requests of a tenant at once; the next ones wait in order. A burst is slowed down instead of
 * refused, and one tenant cannot take every database connection.
 */
export class Concurrency {
  private readonly gates = new Map<string, Semaphore>();

  constructor(private readonly options: ConcurrencyOptions = DEFAULTS) {}

  /**
   * Waits for a free slot. The caller must call the returned function once to release it. Throws RATE_LIMITED if
   * too many requests wait, and UNAVAILABLE if no slot is free by the deadline.
   */
  async enter(tenant: string, deadline: RequestDeadline): Promise<() => void> {
    const gate = this.gates.get(tenant) ?? this.gate();
    this.gates.set(tenant, gate);
    const turn = gate.enter(deadline);
    if (turn) await turn;
    return () => {
      gate.leave();
      if (gate.isEmpty) this.gates.delete(tenant);
    };
  }

  private gate(): Semaphore {
    const { running: limit, waiting } = this.options;
    return new Semaphore({ limit, waiting, full: () => PublicError.rateLimited(1) });
  }
}
