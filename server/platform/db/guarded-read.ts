import type { Duplex } from 'node:stream';
import type pg from 'pg';

/** A statement with its values as PostgreSQL reads them: text, or null. */
export interface ReadStatement {
  /** Prepared under this name once per connection; null parses it anew and keeps nothing. */
  readonly name: string | null;
  readonly text: string;
  readonly values: readonly (string | null)[];
  /** Told how many milliseconds it took once its turn on the connection had come. */
  readonly took?: (ms: number) => void;
}

/** Fields of a row as PostgreSQL wrote them. */
export type TextRow = readonly (string | null)[];

/** A statement with the settings of who asks it. Parts of one read that share them are told them once. */
export interface Guarded {
  readonly settings: readonly string[];
  readonly statement: ReadStatement;
}

/** What the driver's connection offers beyond its typings. Pinned by the version in package.json. */
export interface Wire {
  readonly stream: Duplex;
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
  parse(statement: { name: string; text: string; types: readonly number[] }): void;
  bind(portal: { statement: string; values: readonly (string | null)[] }): void;
  close(statement: { type: 'S'; name: string }): void;
  describe(portal: { type: 'P'; name: string }): void;
  execute(): void;
  sync(): void;
}

/** Local settings that every read begins with; all of them, so that none is left from anything before. */
export const SETTINGS = ['app.tenant', 'app.side', 'app.member', 'app.now'] as const;
export const SETTINGS_STATEMENT = {
  name: 'settings',
  text: `select ${SETTINGS.map((name, i) => `set_config('${name}', $${i + 1}, true)`).join(', ')}`,
};

/** The server has no statement of this name: its preparation failed with the read that brought it. */
const UNKNOWN_STATEMENT = '26000';
/** It has one already: it was prepared by a read that was written before one like that was noticed. */
const KNOWN_STATEMENT = '42P05';

/** Whether a read failed only because server and driver disagree on which names are prepared. */
export const isOutOfStep = ({ code }: { readonly code?: string }): boolean =>
  code === UNKNOWN_STATEMENT || code === KNOWN_STATEMENT;

/**
 * The viewer's settings and a read before one Sync. Up to it PostgreSQL sees one implicit transaction: the
 * settings begin and end with it, whatever fails, so that connections may be shared and pipelined (decision
 * 0009). A second read may go along, under settings of its own. Given to the driver in place of its own query.
 */
export class GuardedRead implements pg.Submittable {
  readonly #rows: TextRow[][];
  /** The commands in their order: of which part, and whether its settings or its statement. */
  readonly #commands: readonly { readonly part: number; readonly isGuard: boolean }[];
  #completed = 0;

  constructor(
    private readonly parts: readonly Guarded[],
    /** Names to drop on this connection, so that it does not collect statements for ever. */
    private readonly drops: readonly string[],
    /** Told the rows of each part. */
    readonly callback: (error: Error | null, rows: readonly TextRow[][]) => void,
  ) {
    this.#rows = parts.map(() => []);
    this.#commands = parts.flatMap(({ settings }, part) => {
      const statement = { part, isGuard: false };
      const isTold = settings === parts[part - 1]?.settings;
      return isTold ? [statement] : [{ part, isGuard: true }, statement];
    });
  }

  /** By name and text the driver notes what is prepared: those of the part that the server is at. */
  get name(): string {
    return this.#current.name ?? '';
  }
  get text(): string {
    return this.#current.text;
  }
  get #current(): ReadStatement {
    return this.parts[this.#commands[this.#completed]?.part ?? this.parts.length - 1]!.statement;
  }

  submit(connection: pg.Connection): void {
    const wire = connection as unknown as Wire;
    wire.stream.cork();
    try {
      for (const name of this.drops) {
        wire.close({ type: 'S', name });
        delete wire.parsedStatements[name];
      }
      for (const { part, isGuard } of this.#commands) {
        const { settings, statement } = this.parts[part]!;
        const name = isGuard ? SETTINGS_STATEMENT.name : (statement.name ?? '');
        if (!isGuard) prepare(wire, name, statement.text);
        wire.bind({ statement: name, values: isGuard ? settings : statement.values });
        wire.execute();
      }
      wire.sync();
    } finally {
      // What this turn of the event loop asks goes out together: a write costs more than what it carries.
      setImmediate(() => wire.stream.uncork());
    }
  }

  handleRowDescription(): void {}

  handleDataRow({ fields }: { readonly fields: TextRow }): void {
    const { part, isGuard } = this.#commands[this.#completed]!;
    if (!isGuard) this.#rows[part]!.push(fields);
  }

  handleCommandComplete(): void {
    this.#completed += 1;
  }

  handleEmptyQuery(): void {}

  handleReadyForQuery(): void {
    this.callback(null, this.#rows);
  }

  handleError(error: Error & { readonly code?: string }, connection: pg.Connection): void {
    const { parsedStatements, submittedNamedStatements } = connection as unknown as Wire;
    if (error.code === UNKNOWN_STATEMENT) delete parsedStatements[this.name];
    if (error.code === KNOWN_STATEMENT) parsedStatements[this.name] = this.text;
    // What stands behind an error is not prepared.
    for (const { statement } of this.parts) delete submittedNamedStatements[statement.name ?? ''];
    this.callback(error, []);
  }
}

function prepare(wire: Wire, name: string, text: string): void {
  const known = wire.parsedStatements[name] ?? wire.submittedNamedStatements[name];
  if (name !== '' && known !== undefined) return;
  wire.parse({ name, text, types: [] });
  if (name !== '') wire.submittedNamedStatements[name] = text;
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
