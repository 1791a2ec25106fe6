import type pg from 'pg';
import { PublicError } from '../errors.ts';
import { type RequestDeadline, whenPassed } from '../request-deadline.ts';
import { busy, SQLSTATE } from './failures.ts';
import {
  PipelinedBatch,
  type Result,
  type Statement,
  type TEXTS,
  type TypeParsers,
  textValue,
} from './pipelined-batch.ts';
import { answerMs, cut } from './silence.ts';

/** SQLSTATEs of statements that follow the one that failed. */
const ECHOES: ReadonlySet<string> = new Set([
  SQLSTATE.failedTransaction,
  SQLSTATE.unknownStatement,
]);
const WRITTEN = /^(?:INSERT \d+|UPDATE|DELETE|MERGE) (\d+)$/;

export interface Opening {
  readonly begin: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Its connection is cut if the transaction is open at this time. Absent: only an unanswered statement cuts it. */
  readonly deadline?: RequestDeadline | undefined;
}

/** How a statement is sent. */
interface Sending {
  readonly isKept?: boolean;
  readonly types?: TypeParsers | typeof TEXTS | undefined;
}

/**
 * A transaction on its exclusive connection. Statements of one turn are one message, and nothing waits for answers.
 * After a failure all later statements and the commit fail with its error, awaited or not.
 */
export class OpenTransaction {
  #waiting: Statement[] = [];
  /** The answer to the latest statement, which arrives after all others. */
  #last: Promise<unknown> | undefined;
  #failure: Error | undefined;
  #isOver = false;
  readonly #callOff: () => void;

  private constructor(
    private readonly client: pg.PoolClient,
    { begin, settings, deadline }: Opening,
  ) {
    this.#callOff = deadline === undefined ? () => {} : whenPassed(deadline, () => cut(client));
    const names = Object.keys(settings);
    const calls = names.map((name, i) => `set_config('${name}', $${i + 1}, true)`);
    void this.#send(begin);
    void this.#send(`select ${calls.join(', ')}`, Object.values(settings));
  }

  /** Takes a connection; BEGIN is sent with the first statement. Rejects with UNAVAILABLE if no connection is free. */
  static async open(pool: pg.Pool, opening: Opening): Promise<OpenTransaction> {
    return new OpenTransaction(await acquire(pool, opening.deadline), opening);
  }

  async rows<R>(
    text: string,
    values: readonly unknown[],
    types?: TypeParsers | typeof TEXTS,
  ): Promise<R[]> {
    return (await this.#ask(text, values, { types })).rows as R[];
  }

  /** Sends a prepared statement without waiting for it: if it fails, the commit rejects with its error. */
  write(text: string, values: readonly unknown[]): void {
    void this.#ask(text, values);
  }

  async settled(): Promise<void> {
    await this.#last;
  }

  /** Entry point of the ORM. It inlines values into the text, so the statement is not kept prepared. */
  async executeQuery({ sql }: { readonly sql: string }) {
    const { rows, tag } = await this.#ask(sql, [], { isKept: false });
    const written = WRITTEN.exec(tag)?.[1];
    return { rows, numAffectedRows: written === undefined ? undefined : BigInt(written) };
  }

  /** Commits. Rejects with the error of the first failed statement, awaited or not. */
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
    this.#callOff();
    this.client.release(isBroken);
  }

  #end(text: string): Promise<Result> {
    const ended = this.#send(text);
    this.#isOver = true;
    return ended;
  }

  #ask(text: string, values: readonly unknown[], how?: Sending): Promise<Result> {
    if (this.#isOver) throw new Error('The transaction is over');
    return this.#send(text, values, how);
  }

  #send(
    text: string,
    values: readonly unknown[] = [],
    { isKept = true, types }: Sending = {},
  ): Promise<Result> {
    const answer = new Promise<Result>((resolve, reject) => {
      const fail = (error: Error & { code?: string }): void => {
        if (!this.#failure || !ECHOES.has(error.code ?? '')) this.#failure = error;
        reject(this.#failure);
      };
      const how: Pick<Statement, 'isKept' | 'types'> = { isKept, ...(types && { types }) };
      const statement = { text, values: values.map(textValue), ...how, resolve, reject: fail };
      if (this.#waiting.push(statement) === 1) setImmediate(() => this.#sendWaiting());
    }).catch((error: Error) => {
      // Otherwise the stack trace would lead to the socket and not to the caller.
      Error.captureStackTrace(error);
      throw error;
    });
    // A caller need not await it: the commit rejects with the same error.
    answer.catch(() => {});
    this.#last = answer;
    return answer;
  }

  #sendWaiting(): void {
    const statements = this.#waiting;
    this.#waiting = [];
    this.client.query(new PipelinedBatch(this.client, statements, answerMs(statements.length)));
  }
}

/** Takes a connection from the pool, awaited until the deadline. A connection that arrives later is released. */
function acquire(pool: pg.Pool, deadline: RequestDeadline | undefined): Promise<pg.PoolClient> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const callOff =
      deadline === undefined
        ? () => {}
        : whenPassed(deadline, () => {
            isLate = true;
            reject(PublicError.unavailable(2));
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
