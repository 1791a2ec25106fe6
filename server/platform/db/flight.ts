import type { Duplex } from 'node:stream';
import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import { SilenceWatch } from './silence.ts';

/** A statement and what becomes of it. */
export interface Statement {
  readonly text: string;
  /** As PostgreSQL reads them: text, or null. */
  readonly values: readonly (string | null)[];
  /** Prepared once on its connection; else it is parsed anew and nothing is kept of it. */
  readonly isKept: boolean;
  /** How values are read: by these, or left as `TEXTS`; without it, as the connection has it. */
  readonly types?: TypeParsers | typeof TEXTS;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}

/** What reads the text of a value, by the type that PostgreSQL says it has. */
export interface TypeParsers {
  getTypeParser(type: number, format: 'text'): (text: string) => unknown;
}

/** The fields of a row as PostgreSQL wrote them. */
export type TextRow = readonly (string | null)[];

/** Rows stay text rows, and nobody need know their columns. */
export const TEXTS = Symbol('texts');

export interface Result {
  /** Records by the names of their columns, or text rows. */
  readonly rows: unknown[];
  /** What PostgreSQL says it did: `UPDATE 3`. */
  readonly tag: string;
}

/** What the driver's connection offers beyond its typings. Pinned by the version in package.json. */
interface Wire {
  readonly stream: Duplex;
  parse(statement: { name: string; text: string; types: readonly number[] }): void;
  bind(portal: { statement: string; values: readonly (string | null)[] }): void;
  close(statement: { type: 'S'; name: string }): void;
  describe(portal: { type: 'P'; name: string }): void;
  execute(): void;
  sync(): void;
}

/** No such prepared statement: the flight that brought it failed, and this one was written before that was known. */
const UNKNOWN_STATEMENT = '26000';

/** Whether a flight failed only because the server does not have a statement that it should have. */
export const isOutOfStep = ({ code }: { readonly code?: string }): boolean =>
  code === UNKNOWN_STATEMENT;

interface Column {
  readonly name: string;
  readonly type: number;
}

interface Prepared {
  readonly name: string;
  /** Unknown until PostgreSQL has described them once. */
  columns: readonly Column[] | undefined;
}

/** Statements kept prepared on one connection: each is a plan in PostgreSQL's memory. */
const KEPT = 300;

/** The statements prepared on one connection, by text. A name is never given twice. */
class PreparedStatements {
  #leaving: string[] = [];
  #made = 0;
  readonly #byText = new LRUCache<string, Prepared>({
    max: KEPT,
    dispose: ({ name }) => this.#leaving.push(name),
  });

  known(text: string): Prepared | undefined {
    return this.#byText.get(text);
  }

  add(text: string): Prepared {
    const prepared: Prepared = { name: `s${this.#made++}`, columns: undefined };
    this.#byText.set(text, prepared);
    return prepared;
  }

  forget(text: string): void {
    this.#byText.delete(text);
  }

  /** Names of statements that are no longer kept: PostgreSQL can drop them. */
  takeLeaving(): readonly string[] {
    const names = this.#leaving;
    this.#leaving = [];
    return names;
  }
}

interface ConnectionState {
  readonly prepared: PreparedStatements;
  readonly watch: SilenceWatch;
}

const connections = new WeakMap<pg.ClientBase, ConnectionState>();

function stateOf(client: pg.ClientBase): ConnectionState {
  const known = connections.get(client);
  if (known) return known;
  const made = { prepared: new PreparedStatements(), watch: new SilenceWatch(client) };
  connections.set(client, made);
  return made;
}

/**
 * Some statements in one message, with one Sync behind them: one way there and back, however many they are.
 * After one that fails PostgreSQL skips the rest, and all of them fail with its error. Given to the driver in
 * place of its own query, on a connection that pipelines. `leave` may hold it back until others can go with it.
 * Unanswered `answerMs` after its turn has come, it loses its connection.
 */
export class Flight implements pg.Submittable {
  readonly #statements: readonly Statement[];
  readonly #prepared: PreparedStatements;
  readonly #watch: SilenceWatch;
  readonly #used: Prepared[] = [];
  /** Texts that this flight is the first to bring. */
  readonly #brought = new Set<string>();
  #rows: unknown[] = [];
  #at = 0;

  constructor(
    private readonly client: pg.ClientBase,
    statements: readonly Statement[],
    private readonly answerMs: number,
    private readonly leave: (write: () => void) => void = (write) => write(),
  ) {
    this.#statements = statements;
    const { prepared, watch } = stateOf(client);
    this.#prepared = prepared;
    this.#watch = watch;
  }

  submit(connection: pg.Connection): void {
    const wire = connection as unknown as Wire;
    wire.stream.cork();
    try {
      for (const name of this.#prepared.takeLeaving()) wire.close({ type: 'S', name });
      for (const statement of this.#statements) this.#write(wire, statement);
      wire.sync();
    } finally {
      this.#watch.sent(this.answerMs);
      this.leave(() => wire.stream.uncork());
    }
  }

  #write(wire: Wire, { text, values, isKept, types }: Statement): void {
    let used = isKept ? this.#prepared.known(text) : undefined;
    if (!used) {
      used = isKept ? this.#prepared.add(text) : { name: '', columns: undefined };
      if (isKept) this.#brought.add(text);
      wire.parse({ name: used.name, text, types: [] });
    }
    wire.bind({ statement: used.name, values });
    if (!used.columns && types !== TEXTS) wire.describe({ type: 'P', name: '' });
    wire.execute();
    this.#used.push(used);
  }

  handleRowDescription({ fields }: { readonly fields: readonly pg.FieldDef[] }): void {
    this.#used[this.#at]!.columns = fields.map(({ name, dataTypeID: type }) => ({ name, type }));
  }

  handleDataRow({ fields }: { readonly fields: TextRow }): void {
    const { types = this.client } = this.#statements[this.#at]!;
    if (types === TEXTS) {
      this.#rows.push(fields);
      return;
    }
    const row: Record<string, unknown> = {};
    this.#used[this.#at]!.columns!.forEach(({ name, type }, i) => {
      const text = fields[i] ?? null;
      row[name] = text === null ? null : types.getTypeParser(type, 'text')(text);
    });
    this.#rows.push(row);
  }

  handleCommandComplete({ text: tag }: { readonly text: string }): void {
    const { types, resolve } = this.#statements[this.#at]!;
    if (types !== TEXTS) this.#used[this.#at]!.columns ??= [];
    resolve({ rows: this.#rows, tag });
    this.#rows = [];
    this.#at += 1;
    if (this.#at === this.#statements.length) this.#watch.answered();
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' });
  }

  handleReadyForQuery(): void {}

  handleError(error: Error): void {
    this.#watch.answered();
    const failed = this.#statements.slice(this.#at);
    for (const { text } of failed) if (this.#brought.has(text)) this.#prepared.forget(text);
    for (const { reject } of failed) reject(error);
  }
}

/** A value as PostgreSQL reads it in a parameter of the text format. */
export function textValue(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map(element).join(',')}}`;
  return String(value);
}

function element(value: unknown): string {
  const text = textValue(value);
  return text === null ? 'NULL' : `"${text.replace(/["\\]/g, '\\$&')}"`;
}
