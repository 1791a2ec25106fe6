import { PublicError } from '../errors.ts';
import { type RequestDeadline, whenPassed } from '../request-deadline.ts';

export interface ConcurrencyOptions {
  /** Largest number of running requests of a tenant. */
  readonly running: number;
  /** Largest number of waiting requests of a tenant. */
  readonly waiting: number;
}

/** Requests of a tenant that run at once. */
export const RUNNING_REQUESTS = 10;
const DEFAULTS: ConcurrencyOptions = { running: RUNNING_REQUESTS, waiting: 200 };

interface Gate {
  running: number;
  readonly queue: (() => void)[];
}

/**
 * Runs at most 10 requests of a tenant at once; the next ones wait in order. A burst is slowed down instead of
 * refused, and one tenant cannot take every database connection.
 */
export class Concurrency {
  private readonly gates = new Map<string, Gate>();

  constructor(private readonly options: ConcurrencyOptions = DEFAULTS) {}

  /**
   * Waits for a free slot. The caller must call the returned function once to release it. Throws RATE_LIMITED if
   * too many requests wait, and UNAVAILABLE if no slot is free by the deadline.
   */
  async enter(tenant: string, deadline: RequestDeadline): Promise<() => void> {
    const gate = this.gates.get(tenant) ?? { running: 0, queue: [] };
    this.gates.set(tenant, gate);
    if (gate.running < this.options.running) gate.running++;
    else await this.turn(gate, deadline);
    return () => this.leave(tenant, gate);
  }

  private async turn({ queue }: Gate, deadline: RequestDeadline): Promise<void> {
    if (queue.length >= this.options.waiting) throw PublicError.rateLimited(1);
    await new Promise<void>((resolve, reject) => {
      const admit = () => {
        callOff();
        resolve();
      };
      const callOff = whenPassed(deadline, () => {
        queue.splice(queue.indexOf(admit), 1);
        reject(PublicError.unavailable(1));
      });
      queue.push(admit);
    });
  }

  private leave(tenant: string, gate: Gate): void {
    const next = gate.queue.shift();
    // The next request takes over the slot, so the count does not change.
    if (next) next();
    else if (--gate.running === 0) this.gates.delete(tenant);
  }
}
