const MINUTE = 60_000;
const LONGEST_PAUSE = 6 * 60 * MINUTE;

/** A row taken from a table of work; `attempts` counts this try too. */
export interface Taken {
  readonly id: string;
  readonly attempts: number;
}

export interface Drain<Row extends Taken> {
  /** Takes the next row for itself, with a lease, so that another server's drain passes it by. */
  take(): Promise<Row | undefined>;
  work(row: Row): Promise<void>;
  /** Records a failure and puts the row off by `pauseMs`. Returns false to end this run. */
  failed(row: Row, error: Error, pauseMs: number): Promise<boolean>;
  /** Once aborted, no further row is taken. */
  readonly stopping?: AbortSignal | undefined;
}

/** Works off rows one after another until none is due. Returns how many succeeded. */
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
