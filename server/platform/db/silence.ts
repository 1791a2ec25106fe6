import type pg from 'pg';
import { deadlineIn, whenPassed } from '../request-deadline.ts';
import { isAsking, wireOf } from './wire.ts';

export const STATEMENT_MS = 5_000;
const GRACE_MS = 1_000;
/** Time within which a message of one statement is answered, at the latest with an error. */
export const ANSWER_MS = STATEMENT_MS + GRACE_MS;
const LONGEST_MS = 60_000;
/** Time for a closing connection to terminate its session. */
const FAREWELL_MS = 1_000;

/** Time within which a message of several statements is answered: the sum of their time-outs, bounded. */
export const answerMs = (statements: number): number =>
  Math.min(statements * STATEMENT_MS + GRACE_MS, LONGEST_MS);

/** Drops a connection: its callers get UNAVAILABLE, and its pool opens another. */
export function cut(client: pg.ClientBase): void {
  const { stream } = wireOf(client);
  stream.destroy(Object.assign(new Error('No answer in time'), { code: 'ETIMEDOUT' }));
}

/** Cuts a connection that sends one query at a time when an answer takes longer than `ms`. */
export function cutWhenSilent(client: pg.ClientBase, ms: number): void {
  wireOf(client).stream.setTimeout(ms, () => {
    if (isAsking(client)) cut(client);
  });
}

/** Handles errors of a pool, which would end the process; returns its close, which cannot hang. */
export function endingOf(pool: pg.Pool, lost: (error: Error) => void): () => Promise<void> {
  const clients = new Set<pg.PoolClient>();
  pool.on('error', lost);
  pool.on('connect', (client) => clients.add(client.on('error', lost)));
  pool.on('remove', (client) => clients.delete(client));
  return async () => {
    const callOff = whenPassed(deadlineIn(FAREWELL_MS), () => {
      for (const client of clients) cut(client);
    });
    if (!pool.ending) await pool.end();
    callOff();
  };
}

export async function endOrCut(client: pg.Client): Promise<void> {
  const callOff = whenPassed(deadlineIn(FAREWELL_MS), () => cut(client));
  await client.end().catch(() => {});
  callOff();
}

/** Cuts a connection when an answer is overdue: PostgreSQL reports its own time-outs over the same connection. */
export class SilenceWatch {
  /** Time allowed for each message in flight, in the order in which they are answered. */
  readonly #due: number[] = [];
  /** Time at which the first of them was sent or its predecessor was answered. */
  #since = 0;
  #isArmed = false;

  constructor(private readonly client: pg.ClientBase) {}

  /** Records a message that must be answered within `ms` of the answer to the message before it. */
  sent(ms: number): void {
    if (this.#due.push(ms) > 1) return;
    this.#since = performance.now();
    if (!this.#isArmed) this.#arm(ms);
  }

  answered(): void {
    this.#due.shift();
    this.#since = performance.now();
  }

  #arm(ms: number): void {
    this.#isArmed = true;
    whenPassed(deadlineIn(ms), () => {
      this.#isArmed = false;
      const [due] = this.#due;
      if (due === undefined) return;
      const left = this.#since + due - performance.now();
      if (left > 0) this.#arm(left);
      else cut(this.client);
    });
  }
}
