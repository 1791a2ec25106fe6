/**
 * Lets the batches of a request leave together, once nothing is under way that may still add to them.
 * The statements of a request run one after another anyway, so waiting costs nothing, and two branches
 * that ask for the same rows always share one statement, whatever the moment.
 */
export class Waves {
  #waiting: (() => void)[] = [];
  #running = 0;

  /** For DataLoader: `dispatch` is called with the next wave. */
  readonly schedule = (dispatch: () => void): void => {
    this.#waiting.push(dispatch);
    this.#leave();
  };

  /** Runs a statement; what its rows lead to belongs to the next wave. */
  async run<T>(statement: () => Promise<T>): Promise<T> {
    this.#running += 1;
    try {
      return await statement();
    } finally {
      this.#running -= 1;
      this.#leave();
    }
  }

  #leave(): void {
    setImmediate(() => {
      if (this.#running > 0) return;
      const wave = this.#waiting;
      this.#waiting = [];
      for (const dispatch of wave) dispatch();
    });
  }
}
