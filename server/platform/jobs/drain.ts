const MINUTE = 60_000;
const LONGEST_PAUSE = 6 * 60 * MINUTE;

/** A row taken from a table of work; `attempts` includes the current attempt. */
export interface Taken {
  readonly id: string;
  readonly attempts: number;
}

export interface Drain<Row extends Taken> {
  /** Takes the next row with a lease, so that other servers skip the row. */
  take(): Promise<Row | undefined>;
  work(row: Row): Promise<void>;
  /** Records a failure and postpones the row by `pauseMs`. Returns false to end this run. */
  failed(row: Row, error: Error, pauseMs: number): Promise<boolean>;
  /** Once aborted, the run takes no further row. */
  readonly stopping?: AbortSignal | undefined;
}

/** Processes rows one after another until no row is due. Returns the number of successes. */
export async function drain<Row extends Taken>({
  take,
  work,
  failed,
  stopping,
}: Drain<Row>): Promise<number> {
  let done = 0;
  while (!stopping?.aborted) {
    const row = await take();
    if (!row) break;
    try {
      await work(row);
      done += 1;
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      if (!(await failed(row, error, pauseAfter(row.attempts)))) break;
    }
  }
  return done;
}

/** Pause after the n-th failure: 1, 2, 4 … minutes, at most six hours. */
export const pauseAfter = (attempts: number): number =>
  Math.min(MINUTE * 2 ** (attempts - 1), LONGEST_PAUSE);
