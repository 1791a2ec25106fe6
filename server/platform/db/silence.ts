import type { Socket } from 'node:net';
import type pg from 'pg';
import { deadlineIn, whenPassed } from '../request-deadline.ts';

/** PostgreSQL ends a statement after so many milliseconds. */
export const STATEMENT_MS = 5_000;
const GRACE_MS = 1_000;
/** A message of one statement is answered by then, with an error at worst. */
export const ANSWER_MS = STATEMENT_MS + GRACE_MS;
const LONGEST_MS = 60_000;
/** A connection that is asked to end takes its leave of the server for so long. */
const FAREWELL_MS = 1_000;

/** By when a message is answered: each of its statements may take its time. */
export const answerMs = (statements: number): number =>
  Math.min(statements * STATEMENT_MS + GRACE_MS, LONGEST_MS);

/** What the driver's client offers beyond its typings. Pinned by the version in package.json. */
interface Wire {
  readonly connection: { readonly stream: Socket };
  _getActiveQuery(): unknown;
}

const wireOf = (client: pg.ClientBase): Wire => client as unknown as Wire;

/** Drops a connection: its callers get UNAVAILABLE, and its pool opens another. */
export function cut(client: pg.ClientBase): void {
  const { stream } = wireOf(client).connection;
  stream.destroy(Object.assign(new Error('No answer in time'), { code: 'ETIMEDOUT' }));
}

/** Cuts a connection that asks one question after another, when the answer to one stays away for `ms`. */
export function cutWhenSilent(client: pg.ClientBase, ms: number): void {
  const wire = wireOf(client);
  wire.connection.stream.setTimeout(ms, () => {
    if (wire._getActiveQuery()) cut(client);
  });
}

/**
 * Takes care of a pool's broken connections, idle or in use, which would else end the process; the pool replaces
 * them. Returns how the pool is ended: a database that is silent is not waited for.
 */
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

/** Ends a connection, without its server where that is silent. */
export async function endOrCut(client: pg.Client): Promise<void> {
  const callOff = whenPassed(deadlineIn(FAREWELL_MS), () => cut(client));
  await client.end().catch(() => {});
  callOff();
}

/**
 * Watches one connection and cuts it when answers are due but none comes. PostgreSQL's own time-outs do
 * not help there: their news would come over the same connection.
 */
export class SilenceWatch {
  /** Time of each message under way, in their order, which is that of the answers. */
  readonly #due: number[] = [];
  /** When the first of them was sent, or its predecessor answered. */
  #since = 0;
  #isArmed = false;

  constructor(private readonly client: pg.ClientBase) {}

  /** A message was sent that is answered within `ms` once those before it are. */
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
