import { PublicError } from './errors.ts';
import { type RequestDeadline, whenPassed } from './request-deadline.ts';

export interface SemaphoreOptions {
  /** Most callers inside at once. */
  readonly limit: number;
  /** Most callers that may wait for their turn; by default no bound. */
  readonly waiting?: number;
  /** Seconds after which a refused caller should retry. */
  readonly retryAfter?: number;
}

const NEVER: RequestDeadline = Number.POSITIVE_INFINITY;

/** Limits the callers inside. Callers beyond the limit wait in order; callers beyond the queue are refused. */
export class Semaphore {
  #inside = 0;
  readonly #queue: (() => void)[] = [];
  readonly #limit: number;
  readonly #waiting: number;
  readonly #retryAfter: number;

  constructor({ limit, waiting = Number.POSITIVE_INFINITY, retryAfter = 1 }: SemaphoreOptions) {
    this.#limit = limit;
    this.#waiting = waiting;
    this.#retryAfter = retryAfter;
  }

  /**
   * Null if the caller may go on at once, else a promise of its turn. Throws UNAVAILABLE if the queue is full;
   * the promise rejects with UNAVAILABLE at the deadline. The caller calls `leave` when it is done.
   */
  enter(deadline: RequestDeadline = NEVER): Promise<void> | null {
    if (this.#inside < this.#limit) {
      this.#inside++;
      return null;
    }
    if (this.#queue.length >= this.#waiting) throw PublicError.unavailable(this.#retryAfter);
    return new Promise((resolve, reject) => {
      const admit = (): void => {
        callOff();
        resolve();
      };
      const callOff = whenPassed(deadline, () => {
        this.#queue.splice(this.#queue.indexOf(admit), 1);
        reject(PublicError.unavailable(this.#retryAfter));
      });
      this.#queue.push(admit);
    });
  }

  leave(): void {
    const next = this.#queue.shift();
    // The next caller takes this place, so the number inside stays the same.
    if (next) next();
    else this.#inside--;
  }

  /** Runs `work` when its turn comes. Throws UNAVAILABLE if the queue is full. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.enter();
    if (turn) await turn;
    try {
      return await work();
    } finally {
      this.leave();
    }
  }
}
