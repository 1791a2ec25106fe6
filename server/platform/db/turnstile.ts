import { unavailable } from '../errors.ts';
import { type RequestDeadline, whenPassed } from '../request-deadline.ts';

export interface TurnstileOptions {
  /** How many may be inside at once. */
  readonly inside: number;
  /** How many may wait for their turn. */
  readonly waiting: number;
}

/** Lets a bounded number in at once and a bounded number wait, in order; sends the rest away. */
export class Turnstile {
  #inside = 0;
  readonly #queue: (() => void)[] = [];

  constructor(private readonly options: TurnstileOptions) {}

  /**
   * Null when there is room now, else a promise of it. Throws UNAVAILABLE when too many wait, and rejects with it
   * at the deadline. Each entry ends with `leave`.
   */
  enter(deadline: RequestDeadline): Promise<void> | null {
    if (this.#inside < this.options.inside) {
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
    // The place passes on: the number inside stays.
    if (next) next();
    else this.#inside--;
  }
}
