/**
 * Dispatches the batches of a request together, once no running statement can add to them. The statements of a
 * request run one after another, so the wait costs nothing. Two branches that need the same rows always share one
 * statement.
 */
export class BatchScheduler {
  #waiting: (() => void)[] = [];
  #running = 0;

  /** DataLoader's `batchScheduleFn`: calls `dispatch` in the next round. */
  readonly schedule = (dispatch: () => void): void => {
    this.#waiting.push(dispatch);
    this.#leave();
  };

  /** Runs a statement. Batches that its rows cause belong to the next round. */
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
      const round = this.#waiting;
      this.#waiting = [];
      for (const dispatch of round) dispatch();
    });
  }
}
