import pg from 'pg';
import { deadlineIn, type RequestDeadline, within } from '../request-deadline.ts';
import { busy } from './failures.ts';
import { isOutOfStep, type TextRow } from './flight.ts';
import { type Guarded, guardedRead, prepareGuard, type ReadStatement } from './guarded-read.ts';
import { endOrCut } from './silence.ts';
import { Turnstile } from './turnstile.ts';

export interface LaneOptions {
  readonly url: string;
  /** Settings of the session: role and time-outs. */
  readonly options: string;
  readonly connections: number;
  /** Reads under way on one connection; they are answered in their order. */
  readonly depth: number;
  /** Reads that may wait for a place. */
  readonly waiting: number;
  readonly connectMs: number;
  /** Milliseconds in which a read is answered once its turn has come; later its connection is dropped. */
  readonly answerMs: number;
}

/** A second read that goes out with another, so that it costs no way of its own. */
export interface Along extends Guarded {
  readonly take: (rows: readonly TextRow[]) => void;
}

const notKept = ({ settings, statement }: Guarded): Guarded => ({
  settings,
  statement: { ...statement, isKept: false },
});

interface Line {
  readonly client: pg.Client;
  readonly ready: Promise<void>;
  isReady: boolean;
  inFlight: number;
  /** When the latest answer came: from then on it is the next one's turn. */
  answered: number;
}

/** A few connections that many reads share, each of them written without waiting for the ones before. */
export class Lanes {
  readonly #lines = new Set<Line>();
  readonly #turnstile: Turnstile;
  #shared: Line | undefined;
  #closed = false;

  constructor(private readonly options: LaneOptions) {
    const { connections, depth, waiting } = options;
    this.#turnstile = new Turnstile({ inside: connections * depth, waiting });
  }

  /**
   * The rows of a read under the viewer's settings. `along` is told its rows before: it goes out with the
   * read. Rejects UNAVAILABLE when there is no place, no database, or no answer by the deadline.
   */
  async read(
    settings: readonly string[],
    statement: ReadStatement,
    along?: Along,
    deadline: RequestDeadline = deadlineIn(this.options.answerMs),
  ): Promise<TextRow[]> {
    const turn = this.#turnstile.enter(deadline);
    if (turn) await turn;
    const parts = [{ settings, statement }, ...(along ? [along] : [])];
    const [rows, others] = await within(deadline, this.#fly(parts));
    along?.take(others!);
    return rows!;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#lines].map(({ client }) => endOrCut(client)));
  }

  /** Sends the parts of a read and keeps their place until they are answered, even when no caller waits any more. */
  async #fly(parts: readonly Guarded[]): Promise<readonly TextRow[][]> {
    try {
      return await this.#send(parts).catch((error: Error & { code?: string }) => {
        if (!isOutOfStep(error)) throw error;
        // Once more without what is prepared: with it, it could follow another preparation that fails.
        return this.#send(parts.map(notKept));
      });
    } catch (error) {
      throw busy(error as Error);
    } finally {
      this.#turnstile.leave();
    }
  }

  async #send(parts: readonly Guarded[]): Promise<readonly TextRow[][]> {
    const line = this.#line();
    line.inFlight++;
    try {
      if (!line.isReady) await line.ready;
      const sent = performance.now();
      return await new Promise((resolve, reject) => {
        const done = (error: Error | null, rows: readonly TextRow[][]): void => {
          const now = performance.now();
          if (!error) parts[0]!.statement.took?.(now - Math.max(sent, line.answered));
          line.answered = now;
          if (error) reject(error);
          else resolve(rows);
        };
        line.client.query(guardedRead(line.client, parts, this.options.answerMs, done));
      });
    } finally {
      line.inFlight--;
    }
  }

  /**
   * The line with the fewest reads under way; a further one is opened while all are busy. What a turn of the event
   * loop asks then takes that line together, since each line costs a write and wakes a process.
   */
  #line(): Line {
    const { connections, depth } = this.options;
    const shared = this.#shared;
    if (shared && shared.inFlight < depth && this.#lines.has(shared)) return shared;
    let best: Line | undefined;
    for (const line of this.#lines) if (!best || line.inFlight < best.inFlight) best = line;
    if (!best || (best.inFlight > 0 && this.#lines.size < connections)) best = this.#open();
    if (!shared)
      setImmediate(() => {
        this.#shared = undefined;
      });
    this.#shared = best;
    return best;
  }

  #open(): Line {
    const { url, options, connectMs, answerMs } = this.options;
    const config = { connectionString: url, options, connectionTimeoutMillis: connectMs };
    const client = new pg.Client({ ...config, pipeline: true } as pg.ClientConfig);
    if (this.#closed) throw new Error('Connection terminated');
    const line: Line = {
      client,
      ready: connect(client, answerMs).then(() => {
        line.isReady = true;
      }),
      isReady: false,
      inFlight: 0,
      answered: 0,
    };
    const drop = (): void => void this.#lines.delete(line);
    // Without a listener a broken connection would end the process; those who wait on it are told by the driver.
    client.on('error', drop);
    client.on('end', drop);
    line.ready.catch(() => {
      drop();
      void endOrCut(client);
    });
    this.#lines.add(line);
    return line;
  }
}

async function connect(client: pg.Client, answerMs: number): Promise<void> {
  await client.connect();
  await prepareGuard(client, answerMs);
}
