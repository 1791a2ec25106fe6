import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import { getOrInsert } from '../get-or-insert.ts';
import { SQLSTATE } from './failures.ts';
import { SilenceWatch } from './silence.ts';
import { type Wire, wireOf } from './wire.ts';

export interface Statement {
  readonly text: string;
  /** In PostgreSQL's text format, or null. */
  readonly values: readonly (string | null)[];
  /** Whether it stays prepared on its connection; otherwise it is parsed for this one use. */
  readonly isKept: boolean;
  /** Whether PostgreSQL only plans it. It has no result, so a batch does not end with it. */
  readonly plansOnly?: boolean;
  /** Parsers for the values, or `TEXTS` to leave them unparsed. Absent: the connection's parsers. */
  readonly types?: TypeParsers | typeof TEXTS;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}

type Parser = (text: string) => unknown;

export interface TypeParsers {
  getTypeParser(type: number, format: 'text'): Parser;
}

export type TextRow = readonly (string | null)[];

/** Leaves rows as text rows, so that no row description is needed. */
export const TEXTS = Symbol('texts');

export interface Result {
  readonly rows: unknown[];
  /** The command tag, for example `UPDATE 3`. */
  readonly tag: string;
}

/** Whether a batch failed only because PostgreSQL lacks a statement that another batch should have prepared. */
export const isOutOfStep = ({ code }: { readonly code?: string }): boolean =>
  code === SQLSTATE.unknownStatement;

interface Column {
  readonly name: string;
  readonly type: number;
}

interface Prepared {
  readonly name: string;
  /** Undefined until PostgreSQL has described them once. */
  columns: readonly Column[] | undefined;
  /** The parsers of the columns, for the source of parsers that the last use had. */
  parsers: { readonly of: TypeParsers; readonly each: readonly Parser[] } | undefined;
}

const newlyPrepared = (name: string): Prepared => ({
  name,
  columns: undefined,
  parsers: undefined,
});

/** Maximum statements prepared on one connection. Each is a plan in PostgreSQL's memory. */
const KEPT = 300;

/** The statements prepared on one connection, by text. Names are never reused. */
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
    const prepared = newlyPrepared(`s${this.#made++}`);
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

const stateOf = (client: pg.ClientBase): ConnectionState =>
  getOrInsert(connections, client, () => ({
    prepared: new PreparedStatements(),
    watch: new SilenceWatch(client),
  }));

/**
 * Several statements in one message with one Sync; after a failure PostgreSQL skips the rest. The driver takes it in
 * place of a query. `leave` may delay the write for further batches; without an answer within `answerMs` of its turn
 * the connection is cut.
 */
export class PipelinedBatch implements pg.Submittable {
  readonly #written: readonly Statement[];
  /** The statements with results. */
  readonly #statements: readonly Statement[];
  readonly #prepared: PreparedStatements;
  readonly #watch: SilenceWatch;
  readonly #used: Prepared[] = [];
  readonly #prepares = new Set<string>();
  #rows: unknown[] = [];
  #at = 0;

  constructor(
    private readonly client: pg.ClientBase,
    statements: readonly Statement[],
    private readonly answerMs: number,
    private readonly leave: (write: () => void) => void = (write) => write(),
  ) {
    this.#written = statements;
    this.#statements = statements.filter(({ plansOnly }) => !plansOnly);
    const { prepared, watch } = stateOf(client);
    this.#prepared = prepared;
    this.#watch = watch;
  }

  submit(): void {
    const wire = wireOf(this.client);
    wire.stream.cork();
    try {
      for (const name of this.#prepared.takeLeaving()) wire.close({ type: 'S', name });
      for (const statement of this.#written) this.#write(wire, statement);
      wire.sync();
    } finally {
      this.#watch.sent(this.answerMs);
      this.leave(() => wire.stream.uncork());
    }
  }

  #write(wire: Wire, { text, values, isKept, plansOnly, types }: Statement): void {
    let used = isKept ? this.#prepared.known(text) : undefined;
    if (!used) {
      used = isKept ? this.#prepared.add(text) : newlyPrepared('');
      if (isKept) this.#prepares.add(text);
      wire.parse({ name: used.name, text, types: [] });
    }
    // PostgreSQL plans a statement when it binds the values.
    wire.bind({ statement: used.name, values });
    if (plansOnly) return;
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
    const used = this.#used[this.#at]!;
    const columns = used.columns!;
    const parsers = parsersOf(used, columns, types);
    const row: Record<string, unknown> = {};
    for (let i = 0; i < columns.length; i++) {
      const text = fields[i] ?? null;
      row[columns[i]!.name] = text === null ? null : parsers[i]!(text);
    }
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
    const unsure = [...failed, ...this.#written.filter(({ plansOnly }) => plansOnly)];
    for (const { text } of unsure) if (this.#prepares.has(text)) this.#prepared.forget(text);
    for (const { reject } of failed) reject(error);
  }
}

function parsersOf(
  used: Prepared,
  columns: readonly Column[],
  types: TypeParsers,
): readonly Parser[] {
  if (used.parsers?.of !== types) {
    const each = columns.map(({ type }) => types.getTypeParser(type, 'text'));
    used.parsers = { of: types, each };
  }
  return used.parsers.each;
}

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
