import { unavailable } from '../errors.ts';
import { type RequestDeadline, whenPassed } from '../request-deadline.ts';

export interface SemaphoreOptions {
  /** Most callers inside at once. */
  readonly limit: number;
  /** Most callers that may wait for their turn. */
  readonly waiting: number;
}

/** A semaphore with a bounded queue: callers beyond the limit wait in order, and those beyond the queue are refused. */
export class Semaphore {
  #inside = 0;
  readonly #queue: (() => void)[] = [];

  constructor(private readonly options: SemaphoreOptions) {}

  /**
   * Null if the caller may go on at once, else a promise of its turn. Throws UNAVAILABLE if the queue is full;
   * the promise rejects with UNAVAILABLE at the deadline. The caller calls `leave` when it is done.
   */
  enter(deadline: RequestDeadline): Promise<void> | null {
    if (this.#inside < this.options.limit) {
      this.#inside++;
      return null;
    }
    if (this.#queue.length >= this.options.waiting) throw unavailable(1);
    return new Promise((resolve, reject) => {
      const admit = (): void => {
        callOff();
        resolve();
      };
      const callOff = whenPassed(deadline, () => {
        this.#queue.splice(this.#queue.indexOf(admit), 1);
        reject(unavailable(1));
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
}
