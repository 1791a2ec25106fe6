import { rateLimited } from './limits-budget.ts';

export interface ConcurrencyOptions {
  /** Requests of one tenant that run at once. */
  readonly running: number;
  /** Requests of one tenant that may wait for their turn. */
  readonly waiting: number;
  /** How long one waits, in milliseconds. */
  readonly patience: number;
}

const DEFAULTS: ConcurrencyOptions = { running: 10, waiting: 200, patience: 5_000 };

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

  /** Waits for a turn; the caller must call the returned function once. Throws RATE_LIMITED. */
  async enter(tenant: string): Promise<() => void> {
    const gate = this.gates.get(tenant) ?? { running: 0, queue: [] };
    this.gates.set(tenant, gate);
    if (gate.running < this.options.running) gate.running++;
    else await this.turn(gate);
    return () => this.leave(tenant, gate);
  }

  private async turn({ queue }: Gate): Promise<void> {
    if (queue.length >= this.options.waiting) throw rateLimited(1);
    await new Promise<void>((resolve, reject) => {
      const admit = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(admit), 1);
        reject(rateLimited(1));
      }, this.options.patience);
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
