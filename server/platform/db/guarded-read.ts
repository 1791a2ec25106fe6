import type pg from 'pg';
import { HORIZON } from './changes.ts';
import { PipelinedBatch, type Statement, TEXTS, type TextRow } from './pipelined-batch.ts';
import { DB_ROLES } from './tenancy.ts';

export interface ReadStatement extends Pick<Statement, 'text' | 'values' | 'isKept'> {
  /** Receives the milliseconds between the statement's turn on the connection and its answer. */
  readonly took?: (ms: number) => void;
  /** Whether PostgreSQL chooses between the plan of a kept statement and one for these values. */
  readonly plansForValues?: boolean;
  /** Whether the statement reads rows in the order of their changes, up to the horizon (decision 0023). */
  readonly follows?: boolean;
}

/** A statement with its viewer's settings. Parts of one read with the same settings send them once. */
export interface Guarded {
  readonly settings: readonly string[];
  readonly statement: ReadStatement;
}

/** Local settings of the viewer. Every read sets all of them, so that none remains from an earlier read. */
export const SETTINGS = ['app.tenant', 'app.side', 'app.member', 'app.now'] as const;
/** The settings of a read: those of the viewer, and the database role as which it runs. */
const OF_READ = [...SETTINGS, 'role'];
const SETTINGS_TEXT = `select ${OF_READ.map((name, i) => `set_config('${name}', $${i + 1}, true)`).join(', ')}`;

/** The settings of a read that sees no row. */
export const NOBODY: readonly string[] = [...SETTINGS.map(() => ''), DB_ROLES.app];

/**
 * Sessions of reads plan a kept statement once, unless it asks for PostgreSQL's own choice. That compares estimates, and
 * often plans a statement again at each use whose plan is always the same: 0.4 ms for a page of bills with their lines.
 */
export const ONE_PLAN = '-c plan_cache_mode=force_generic_plan';
const CHOICE_TEXT = "select set_config('plan_cache_mode', 'auto', true)";
const END_TEXT = 'select 1';
const HORIZON_TEXT = `select set_config('${HORIZON}', record_horizon()::text, true)`;

/**
 * Settings and a read with one Sync, thus one implicit transaction: the settings end with it even if a statement
 * fails, so that connections can be shared (decision 0009). `done` gets the rows of each part.
 */
export function guardedRead(
  client: pg.Client,
  parts: readonly Guarded[],
  answerMs: number,
  done: (error: Error | null, rows: readonly TextRow[][]) => void,
): PipelinedBatch {
  const answers: TextRow[][] = [];
  const reject = (error: Error): void => done(error, []);
  const take: Statement['resolve'] = ({ rows }) => {
    if (answers.push(rows as TextRow[]) === parts.length) done(null, answers);
  };
  const statements = parts.flatMap(({ settings, statement }, i): Statement[] => {
    const { text, values, isKept } = statement;
    const read = { text, values, isKept, types: TEXTS, resolve: take, reject } as const;
    const before = settings === parts[i - 1]?.settings ? [] : [guardOf(settings, reject)];
    // The horizon holds for later snapshots, so it comes in a statement before the read.
    if (statement.follows) before.push(silent(HORIZON_TEXT, [], reject));
    if (!isKept || statement.plansForValues) before.push(silent(CHOICE_TEXT, [], reject));
    return [...before, read];
  });
  // All reads of one turn of the event loop are written together: a write costs more than its bytes.
  return new PipelinedBatch(client, statements, answerMs, setImmediate);
}

/** Prepares the settings statement when a connection opens, so that no read depends on another read's preparation. */
export const prepareGuard = (client: pg.Client, answerMs: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const guard = { ...guardOf(NOBODY, reject), resolve: () => resolve() };
    client.query(new PipelinedBatch(client, [guard], answerMs));
  });

/**
 * Makes the generic plan of a statement on a connection, as the role of these settings and without running it. The
 * plan stays prepared for later reads.
 */
export const planOn = (
  client: pg.Client,
  { settings, statement: { text, values } }: Guarded,
  answerMs: number,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const planned = { ...silent(text, [], reject), values, plansOnly: true };
    const end = { ...silent(END_TEXT, [], reject), resolve: () => resolve() };
    client.query(new PipelinedBatch(client, [guardOf(settings, reject), planned, end], answerMs));
  });

const guardOf = (settings: readonly string[], reject: Statement['reject']): Statement =>
  silent(SETTINGS_TEXT, settings, reject);

const silent = (
  text: string,
  values: readonly string[],
  reject: Statement['reject'],
): Statement => ({ text, values, isKept: true, types: TEXTS, resolve: () => {}, reject });
