import { unavailable } from '../errors.ts';
import { type RequestDeadline, whenPassed } from '../request-deadline.ts';
import { rateLimited } from './limits-budget.ts';

export interface ConcurrencyOptions {
  /** Requests of one tenant that run at once. */
  readonly running: number;
  /** Requests of one tenant that may wait for their turn. */
  readonly waiting: number;
}

const DEFAULTS: ConcurrencyOptions = { running: 10, waiting: 200 };

interface Gate {
  running: number;
  readonly queue: (() => void)[];
}

/**
 * At most 10 requests of a tenant run at once; the next ones wait in order, so that a burst is slowed
 * rather than refused and one tenant cannot take every database connection.
 */
export class Concurrency {
  private readonly gates = new Map<string, Gate>();

  constructor(private readonly options: ConcurrencyOptions = DEFAULTS) {}

  /**
   * Waits for a turn; the caller must call the returned function once. Throws RATE_LIMITED when too many wait,
   * UNAVAILABLE when those before have not made room by the deadline.
   */
  async enter(tenant: string, deadline: RequestDeadline): Promise<() => void> {
    const gate = this.gates.get(tenant) ?? { running: 0, queue: [] };
    this.gates.set(tenant, gate);
    if (gate.running < this.options.running) gate.running++;
    else await this.turn(gate, deadline);
    return () => this.leave(tenant, gate);
  }

  private async turn({ queue }: Gate, deadline: RequestDeadline): Promise<void> {
    if (queue.length >= this.options.waiting) throw rateLimited(1);
    await new Promise<void>((resolve, reject) => {
      const admit = () => {
        callOff();
        resolve();
      };
      const callOff = whenPassed(deadline, () => {
        queue.splice(queue.indexOf(admit), 1);
        reject(unavailable(1));
      });
      queue.push(admit);
    });
  }

  private leave(tenant: string, gate: Gate): void {
    const next = gate.queue.shift();
    // The turn passes on: the count of running requests stays.
    if (next) next();
    else if (--gate.running === 0) this.gates.delete(tenant);
  }
}
