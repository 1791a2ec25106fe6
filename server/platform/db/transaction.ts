import type pg from 'pg';
import { unavailable } from '../errors.ts';
import { type RequestDeadline, whenPassed } from '../request-deadline.ts';
import { busy } from './failures.ts';
import { Flight, type Result, type Statement, type TypeParsers, textValue } from './flight.ts';
import { answerMs, cut } from './silence.ts';

/** The transaction failed before: what PostgreSQL says to every further statement, prepared or not. */
const ECHOES = new Set(['25P02', '26000']);
const WRITTEN = /^(?:INSERT \d+|UPDATE|DELETE|MERGE) (\d+)$/;

/** What a transaction begins with: its first statement, and the local settings of its viewer. */
export interface Opening {
  readonly begin: string;
  readonly settings: Readonly<Record<string, string>>;
  /** It is over by then, or its connection is dropped. Absent: only a statement that is not answered is. */
  readonly deadline?: RequestDeadline | undefined;
}

interface Manner {
  readonly isKept?: boolean;
  readonly types?: TypeParsers | undefined;
}

/**
 * A transaction on a connection of its own. What is asked for in one turn of the event loop travels together
 * in one message, and the next one does not wait for its answers; PostgreSQL takes all of it in order. A
 * statement that fails fails all after it, and the commit, with its error, whether anybody waits for it or not.
 */
export class OpenTransaction {
  #waiting: Statement[] = [];
  /** The answer to what was asked last: it comes after all others. */
  #last: Promise<unknown> | undefined;
  /** Why the transaction cannot be committed any more. */
  #failure: Error | undefined;
  #isOver = false;
  /** Calls off what happens at the deadline. */
  readonly #inTime: () => void;

  private constructor(
    private readonly client: pg.PoolClient,
    { begin, settings, deadline }: Opening,
  ) {
    this.#inTime = deadline === undefined ? () => {} : whenPassed(deadline, () => cut(client));
    const names = Object.keys(settings);
    const calls = names.map((name, i) => `set_config('${name}', $${i + 1}, true)`);
    void this.#send(begin);
    void this.#send(`select ${calls.join(', ')}`, Object.values(settings));
  }

  /** Takes a connection. The transaction begins with its first statement. Rejects UNAVAILABLE when there is none. */
  static async open(pool: pg.Pool, opening: Opening): Promise<OpenTransaction> {
    return new OpenTransaction(await acquire(pool, opening.deadline), opening);
  }

  /** The rows of a prepared statement. `types` reads their values; without it, the connection does. */
  async rows<R>(text: string, values: readonly unknown[], types?: TypeParsers): Promise<R[]> {
    return (await this.#ask(text, values, { types })).rows as R[];
  }

  /** Sends a prepared statement that nobody waits for: the commit tells when it failed. */
  write(text: string, values: readonly unknown[]): void {
    void this.#ask(text, values);
  }

  /** Waits until all that was asked for is done; rejects when the transaction has failed. */
  async settled(): Promise<void> {
    await this.#last;
  }

  /** The ORM's way in. It writes its values into the text, so none of it is worth keeping. */
  async executeQuery({ sql }: { readonly sql: string }) {
    const { rows, tag } = await this.#ask(sql, [], { isKept: false });
    const written = WRITTEN.exec(tag)?.[1];
    return { rows, numAffectedRows: written === undefined ? undefined : BigInt(written) };
  }

  /** Commits, or rejects with the error of the first statement that failed, awaited or not. */
  async commit(): Promise<void> {
    if ((await this.#end('commit')).tag !== 'COMMIT') throw this.#failure;
    this.#release();
  }

  async rollback(): Promise<void> {
    await this.#end('rollback').then(
      () => this.#release(),
      () => this.#release(true),
    );
  }

  #release(isBroken = false): void {
    this.#inTime();
    this.client.release(isBroken);
  }

  #end(text: string): Promise<Result> {
    const ended = this.#send(text);
    this.#isOver = true;
    return ended;
  }

  #ask(text: string, values: readonly unknown[], how?: Manner): Promise<Result> {
    if (this.#isOver) throw new Error('The transaction is over');
    return this.#send(text, values, how);
  }

  #send(
    text: string,
    values: readonly unknown[] = [],
    { isKept = true, types }: Manner = {},
  ): Promise<Result> {
    const answer = new Promise<Result>((resolve, reject) => {
      const fail = (error: Error & { code?: string }): void => {
        if (!this.#failure || !ECHOES.has(error.code ?? '')) this.#failure = error;
        reject(this.#failure);
      };
      const how = { isKept, ...(types && { types }) };
      const statement = { text, values: values.map(textValue), ...how, resolve, reject: fail };
      if (this.#waiting.push(statement) === 1) setImmediate(() => this.#leave());
    }).catch((error: Error) => {
      // Else the trace would lead to the socket, and not to who asked.
      Error.captureStackTrace(error);
      throw error;
    });
    // Who asked need not wait: the commit tells.
    answer.catch(() => {});
    this.#last = answer;
    return answer;
  }

  #leave(): void {
    const statements = this.#waiting;
    this.#waiting = [];
    this.client.query(new Flight(this.client, statements, answerMs(statements.length)));
  }
}

/** A connection of a pool, waited for until the deadline. One that comes later goes back. */
function acquire(pool: pg.Pool, deadline: RequestDeadline | undefined): Promise<pg.PoolClient> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const callOff =
      deadline === undefined
        ? () => {}
        : whenPassed(deadline, () => {
            isLate = true;
            reject(unavailable(2));
          });
    pool.connect().then(
      (client) => {
        callOff();
        if (isLate) client.release();
        else resolve(client);
      },
      (error: Error) => {
        callOff();
        reject(busy(error));
      },
    );
  });
}
