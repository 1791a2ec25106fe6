import pg from 'pg';
import { deadlineIn, type RequestDeadline, within } from '../request-deadline.ts';
import { Semaphore } from '../semaphore.ts';
import { busy } from './failures.ts';
import {
  type Guarded,
  guardedRead,
  ONE_PLAN,
  planOn,
  prepareGuard,
  type ReadStatement,
} from './guarded-read.ts';
import { isOutOfStep, type TextRow } from './pipelined-batch.ts';
import { endOrCut } from './silence.ts';

export interface SharedPoolOptions {
  readonly url: string;
  readonly options: string;
  readonly connections: number;
  /** Most reads in flight on one connection; PostgreSQL answers them in order. */
  readonly depth: number;
  readonly waiting: number;
  readonly connectMs: number;
  /** Milliseconds for the answer to a read once its turn has come; after that its connection is dropped. */
  readonly answerMs: number;
}

/** A second read sent in the same round trip. */
export interface PiggybackedLookup extends Guarded {
  readonly take: (rows: readonly TextRow[]) => void;
}

const notKept = ({ settings, statement }: Guarded): Guarded => ({
  settings,
  statement: { ...statement, isKept: false },
});

interface SharedConnection {
  readonly client: pg.Client;
  readonly ready: Promise<void>;
  isReady: boolean;
  inFlight: number;
  /** Time of the latest answer, when the next read had its turn. */
  answered: number;
}

/** A few connections shared by many reads. Each read is sent without waiting for the ones before it. */
export class SharedPool {
  readonly #connections = new Set<SharedConnection>();
  readonly #semaphore: Semaphore;
  /** The connection for all reads of the current turn of the event loop. */
  #current: SharedConnection | undefined;
  #closed = false;

  constructor(private readonly options: SharedPoolOptions) {
    const { connections, depth, waiting } = options;
    this.#semaphore = new Semaphore({ limit: connections * depth, waiting });
  }

  /** The look-up gets its rows first. UNAVAILABLE without a place, a database or an answer in time. */
  async read(
    settings: readonly string[],
    statement: ReadStatement,
    piggybacked?: PiggybackedLookup,
    deadline: RequestDeadline = deadlineIn(this.options.answerMs),
  ): Promise<TextRow[]> {
    const turn = this.#semaphore.enter(deadline);
    if (turn) await turn;
    const parts = [{ settings, statement }, ...(piggybacked ? [piggybacked] : [])];
    const [rows, others] = await within(deadline, this.#sendOrRetry(parts));
    piggybacked?.take(others!);
    return rows!;
  }

  /** Lets each connection that has nothing to do plan a statement. */
  async plan(part: Guarded): Promise<void> {
    while (this.#connections.size < this.options.connections) this.#open();
    for (const connection of this.#connections) {
      if (connection.inFlight > 0 || this.#closed) continue;
      connection.inFlight++;
      try {
        await connection.ready;
        await planOn(connection.client, part, this.options.answerMs);
      } finally {
        connection.inFlight--;
        connection.answered = performance.now();
      }
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#connections].map(({ client }) => endOrCut(client)));
  }

  /** Sends the parts of a read. They keep their place until PostgreSQL answers, even if the caller has given up. */
  async #sendOrRetry(parts: readonly Guarded[]): Promise<readonly TextRow[][]> {
    try {
      return await this.#send(parts).catch((error: Error & { code?: string }) => {
        if (!isOutOfStep(error)) throw error;
        // Retried unprepared: a prepared statement could depend on another preparation that fails.
        return this.#send(parts.map(notKept));
      });
    } catch (error) {
      throw busy(error as Error);
    } finally {
      this.#semaphore.leave();
    }
  }

  async #send(parts: readonly Guarded[]): Promise<readonly TextRow[][]> {
    const connection = this.#pick();
    connection.inFlight++;
    try {
      if (!connection.isReady) await connection.ready;
      const sent = performance.now();
      return await new Promise((resolve, reject) => {
        const done = (error: Error | null, rows: readonly TextRow[][]): void => {
          const now = performance.now();
          if (!error) parts[0]!.statement.took?.(now - Math.max(sent, connection.answered));
          connection.answered = now;
          if (error) reject(error);
          else resolve(rows);
        };
        connection.client.query(guardedRead(connection.client, parts, this.options.answerMs, done));
      });
    } finally {
      connection.inFlight--;
    }
  }

  /** All reads of one turn share a connection, since each further one costs a write and wakes a process. */
  #pick(): SharedConnection {
    const { connections, depth } = this.options;
    const current = this.#current;
    if (current && current.inFlight < depth && this.#connections.has(current)) return current;
    let best: SharedConnection | undefined;
    for (const each of this.#connections) if (!best || each.inFlight < best.inFlight) best = each;
    if (!best || (best.inFlight > 0 && this.#connections.size < connections)) best = this.#open();
    if (!current)
      setImmediate(() => {
        this.#current = undefined;
      });
    this.#current = best;
    return best;
  }

  #open(): SharedConnection {
    const { url, connectMs, answerMs } = this.options;
    const options = `${this.options.options} ${ONE_PLAN}`;
    const config = { connectionString: url, options, connectionTimeoutMillis: connectMs };
    const client = new pg.Client({ ...config, pipeline: true } as pg.ClientConfig);
    if (this.#closed) throw new Error('Connection terminated');
    const connection: SharedConnection = {
      client,
      ready: connect(client, answerMs).then(() => {
        connection.isReady = true;
      }),
      isReady: false,
      inFlight: 0,
      answered: 0,
    };
    const drop = (): void => void this.#connections.delete(connection);
    // Without a listener a broken connection would end the process. The driver rejects the reads in flight.
    client.on('error', drop);
    client.on('end', drop);
    connection.ready.catch(() => {
      drop();
      void endOrCut(client);
    });
    this.#connections.add(connection);
    return connection;
  }
}

async function connect(client: pg.Client, answerMs: number): Promise<void> {
  await client.connect();
  await prepareGuard(client, answerMs);
}
