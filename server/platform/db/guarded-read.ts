import type pg from 'pg';
import { Flight, type Statement, TEXTS, type TextRow } from './flight.ts';

/** A statement with its values as PostgreSQL reads them: text, or null. */
export interface ReadStatement extends Pick<Statement, 'text' | 'values' | 'isKept'> {
  /** Told how many milliseconds it took once its turn on the connection had come. */
  readonly took?: (ms: number) => void;
}

/** A statement with the settings of who asks it. Parts of one read that share them are told them once. */
export interface Guarded {
  readonly settings: readonly string[];
  readonly statement: ReadStatement;
}

/** Local settings that every read begins with; all of them, so that none is left from anything before. */
export const SETTINGS = ['app.tenant', 'app.side', 'app.member', 'app.now'] as const;
const SETTINGS_TEXT = `select ${SETTINGS.map((name, i) => `set_config('${name}', $${i + 1}, true)`).join(', ')}`;

/**
 * The viewer's settings and a read before one Sync. Up to it PostgreSQL sees one implicit transaction: the
 * settings begin and end with it, whatever fails, so that connections may be shared and pipelined (decision
 * 0009). A second read may go along, under settings of its own. `done` is told the rows of each part.
 */
export function guardedRead(
  client: pg.Client,
  parts: readonly Guarded[],
  answerMs: number,
  done: (error: Error | null, rows: readonly TextRow[][]) => void,
): Flight {
  const answers: TextRow[][] = [];
  const reject = (error: Error): void => done(error, []);
  const take: Statement['resolve'] = ({ rows }) => {
    if (answers.push(rows as TextRow[]) === parts.length) done(null, answers);
  };
  const statements = parts.flatMap(({ settings, statement }, i): Statement[] => {
    const { text, values, isKept } = statement;
    const read = { text, values, isKept, types: TEXTS, resolve: take, reject } as const;
    return settings === parts[i - 1]?.settings ? [read] : [guardOf(settings, reject), read];
  });
  // What this turn of the event loop asks goes out together: a write costs more than what it carries.
  return new Flight(client, statements, answerMs, setImmediate);
}

/** Prepares the guard with its connection, so that no read depends on the preparation that another one brought. */
export const prepareGuard = (client: pg.Client, answerMs: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const nobody = SETTINGS.map(() => '');
    const guard = { ...guardOf(nobody, reject), resolve: () => resolve() };
    client.query(new Flight(client, [guard], answerMs));
  });

const guardOf = (settings: readonly string[], reject: Statement['reject']): Statement => ({
  text: SETTINGS_TEXT,
  values: settings,
  isKept: true,
  types: TEXTS,
  resolve: () => {},
  reject,
});
