import { PublicError } from './errors.ts';
import { type RequestDeadline, whenPassed } from './request-deadline.ts';

export interface SemaphoreOptions {
  /** Most callers inside at once. */
  readonly limit: number;
  /** Most callers that may wait for their turn; by default no bound. */
  readonly waiting?: number;
  /** Seconds after which a refused caller should retry. */
  readonly retryAfter?: number;
  /** Error of a caller that finds the queue full; by default UNAVAILABLE. */
  readonly full?: () => PublicError;
}

const NEVER: RequestDeadline = Number.POSITIVE_INFINITY;

/** Limits the callers inside. Callers beyond the limit wait in order; callers beyond the queue are refused. */
export class Semaphore {
  #inside = 0;
  readonly #queue: (() => void)[] = [];
  readonly #limit: number;
  readonly #waiting: number;
  readonly #refused: () => PublicError;
  readonly #full: () => PublicError;

  constructor(options: SemaphoreOptions) {
    const { limit, waiting = Number.POSITIVE_INFINITY, retryAfter = 1 } = options;
    this.#limit = limit;
    this.#waiting = waiting;
    this.#refused = () => PublicError.unavailable(retryAfter);
    this.#full = options.full ?? this.#refused;
  }

  /** Whether no caller is inside; then none waits. */
  get isEmpty(): boolean {
    return this.#inside === 0;
  }

  /**
   * Null if the caller may go on at once, else a promise of its turn. Throws if the queue is full; the promise
   * rejects with UNAVAILABLE at the deadline. The caller calls `leave` when it is done.
   */
  enter(deadline: RequestDeadline = NEVER): Promise<void> | null {
    if (this.#inside < this.#limit) {
      this.#inside++;
      return null;
    }
    if (this.#queue.length >= this.#waiting) throw this.#full();
    return new Promise((resolve, reject) => {
      const admit = (): void => {
        callOff();
        resolve();
      };
      const callOff = whenPassed(deadline, () => {
        this.#queue.splice(this.#queue.indexOf(admit), 1);
        reject(this.#refused());
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

  /** Runs `work` when its turn comes. Throws if the queue is full. */
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
