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
 * The viewer's settings and one read before one Sync. Up to it PostgreSQL sees one implicit transaction:
 * the settings begin and end with it, whatever fails, so that connections may be shared and pipelined
 * (decision 0009). Given to the driver in place of its own query.
 */
export class GuardedRead implements pg.Submittable {
  readonly name: string;
  readonly text: string;
  readonly #rows: TextRow[] = [];
  #settled = false;

  constructor(
    private readonly settings: readonly string[],
    private readonly statement: ReadStatement,
    /** A name to drop on this connection, so that it does not collect statements for ever. */
    private readonly drop: string | null,
    readonly callback: (error: Error | null, rows: TextRow[]) => void,
  ) {
    this.name = statement.name ?? '';
    this.text = statement.text;
  }

  submit(connection: pg.Connection): void {
    const wire = connection as unknown as Wire;
    const { name, text } = this;
    wire.stream.cork();
    try {
      if (this.drop !== null) {
        wire.close({ type: 'S', name: this.drop });
        delete wire.parsedStatements[this.drop];
      }
      wire.bind({ statement: SETTINGS_STATEMENT.name, values: this.settings });
      wire.execute();
      const known = wire.parsedStatements[name] ?? wire.submittedNamedStatements[name];
      if (name === '' || known === undefined) {
        wire.parse({ name, text, types: [] });
        if (name !== '') wire.submittedNamedStatements[name] = text;
      }
      wire.bind({ statement: name, values: this.statement.values });
      wire.execute();
      wire.sync();
    } finally {
      wire.stream.uncork();
    }
  }

  handleRowDescription(): void {}

  handleDataRow({ fields }: { readonly fields: TextRow }): void {
    // The first command's row is that of the settings.
    if (this.#settled) this.#rows.push(fields);
  }

  handleCommandComplete(): void {
    this.#settled = true;
  }

  handleEmptyQuery(): void {}

  handleReadyForQuery(): void {
    this.callback(null, this.#rows);
  }

  handleError(error: Error & { readonly code?: string }, connection: pg.Connection): void {
    const { parsedStatements } = connection as unknown as Wire;
    if (error.code === UNKNOWN_STATEMENT) delete parsedStatements[this.name];
    if (error.code === KNOWN_STATEMENT) parsedStatements[this.name] = this.text;
    this.callback(error, []);
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
