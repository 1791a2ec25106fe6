import { availableParallelism } from 'node:os';
import type { EntitySchema } from '@mikro-orm/core';
import { MikroORM, type PostgreSqlConnection, type SqlEntityManager } from '@mikro-orm/postgresql';
import pg from 'pg';
import type { Clock } from '../clock.ts';
import { deadlineIn, type RequestDeadline } from '../request-deadline.ts';
import { print, Sql, type Statement, type Template } from '../sql/sql.ts';
import type { Viewer } from '../viewer.ts';
import { busy } from './failures.ts';
import type { TextRow } from './flight.ts';
import { type Guarded, type ReadStatement, SETTINGS } from './guarded-read.ts';
import { type Along, Lanes } from './lanes.ts';
import type { DatabaseUrls } from './log-ins.ts';
import { type LookUp, rowsOf } from './look-up.ts';
import { ANSWER_MS, endingOf, STATEMENT_MS } from './silence.ts';
import { DB_ROLES } from './tenancy.ts';
import { OpenTransaction } from './transaction.ts';

/** A short-lived read transaction bound to one viewer; statements run one after another in one snapshot. */
export interface Reader {
  rows<R>(query: Sql, args?: Readonly<Record<string, unknown>>): Promise<R[]>;
  /** Gives the connection back. What is asked for after it is refused. */
  end(): Promise<void>;
}

export type Lane = 'quick' | 'slow';

export interface Database extends DatabaseUrls {
  readonly orm: MikroORM;
  /** The same database for one request: all that is asked of it is answered by then, UNAVAILABLE at worst. */
  until(deadline: RequestDeadline): Database;
  /**
   * Runs `work` in one transaction under the viewer's row-level security; any throw rolls it back.
   * `now` is the time that rules written in SQL see; without it, the database's own.
   */
  transaction<T>(
    viewer: Viewer,
    work: (em: SqlEntityManager) => Promise<T>,
    now?: Date,
  ): Promise<T>;
  /** Several statements in one snapshot, on a connection of their own: the resolved execution. */
  reader(viewer: Viewer, clock?: Clock): Reader;
  /**
   * One statement on the shared connections, under the viewer's row-level security. `slow` ones have
   * connections and time of their own, so that nobody waits behind them. A look-up may go `along`.
   */
  read(
    viewer: Viewer,
    now: Date,
    statement: ReadStatement,
    lane?: Lane,
    along?: LookUp | null,
  ): Promise<TextRow[]>;
  /** The rows of a look-up that goes out by itself. */
  lookUp<R>(lookUp: LookUp): Promise<R[]>;
  /** Resolves when the database answers within a second. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** The log-in of requests. */
  readonly url: string;
  /** The log-in of seeds and the job queue; without one, that of requests. */
  readonly ownerUrl?: string;
  readonly entities: readonly EntitySchema[];
  /** Connections for reads of several statements; the unit of work has as many of its own. */
  readonly poolSize?: number;
  /** Connections that all reads of one statement share, and those of the slow ones. */
  readonly lanes?: { readonly quick: number; readonly slow: number };
}

/** A burst of work is waited for as long as a statement may take. */
const ACQUIRE_MS = STATEMENT_MS;
/** A connection that takes longer to open than this would leave no time for what it is opened for. */
const CONNECT_MS = 3_000;
/** A database that answers later than this is of no use to anybody who has to wait for it. */
const PING_MS = 1_000;
const IDLE_MS = 600_000;
const BEGIN = 'begin';
const BEGIN_SNAPSHOT = 'begin isolation level repeatable read read only';
/**
 * Compiling a statement takes longer than any of ours, and below row-level security PostgreSQL guesses them dear.
 * Pages come from memory or a disk without a head: taken for four times as dear out of order, the newest rows of
 * one tenant are sought among those of all.
 */
const PLANNING = '-c jit=off -c random_page_cost=1.1';
/** Many ask at once: each has one core, rather than all of them for a moment of its own. */
const ONE_CORE = '-c max_parallel_workers_per_gather=0';
/**
 * A command asks for few rows, by their keys: one plan serves all values, and never reads a whole table. Left the
 * choice, PostgreSQL plans statements anew each time once statistics have tipped it over (4.9 instead of 1.8 ms of its
 * time for a new discount), and reads what was empty when it planned from end to end until statistics say otherwise (7 ms).
 */
const BY_KEYS = '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off';
const TIMEOUTS = `-c lock_timeout=3s -c statement_timeout=${STATEMENT_MS} -c idle_in_transaction_session_timeout=10s`;
/** A burst waits for its place as long as its requests have time; more would not get there by then. */
const QUICK = { depth: 128, waiting: 512 };
const FEWEST = 2;
const MOST = 4;
/** One at a time on each connection; who does not get a turn in time is told to come again. */
const SLOW = { connections: 2, depth: 1, waiting: 32 };
/** Asks only whether the database answers, on a connection that nobody else keeps busy. */
const PROBE = { connections: 1, depth: 1, waiting: 1, connectMs: PING_MS, answerMs: PING_MS };
const PING = { text: 'select 1', values: [], isKept: true };

/** Local settings that tell row-level security who asks, and the rules what time it is. */
export const viewerSettings = (
  viewer: Viewer,
  now?: Date,
): Record<(typeof SETTINGS)[number], string> => ({
  'app.tenant': viewer.tenantId,
  'app.side': viewer.side,
  'app.member': viewer.memberId ?? '',
  'app.now': now?.toISOString() ?? '',
});

/** Names of this machine in an address; a socket has none. */
const HERE: readonly string[] = ['', 'localhost', '127.0.0.1', '[::1]'];

/** Beside its callers a database has no use for more connections than there are cores: they only take turns. */
const quickConnections = (url: string): number =>
  HERE.includes(new URL(url).hostname)
    ? Math.max(FEWEST, Math.min(MOST, availableParallelism()))
    : MOST;

/** Opens the product's database as the unprivileged application role. */
export async function openDatabase({
  url,
  ownerUrl = url,
  entities,
  poolSize = 8,
  lanes = { quick: quickConnections(url), slow: SLOW.connections },
}: DatabaseOptions): Promise<Database> {
  const session = `-c role=${DB_ROLES.app} ${PLANNING}`;
  const options = `${session} ${ONE_CORE} ${TIMEOUTS}`;
  const orm = await MikroORM.init({
    clientUrl: url,
    entities: [...entities],
    ensureDatabase: false,
    pool: { min: 0, max: poolSize },
    driverOptions: {
      options: `${options} ${BY_KEYS}`,
      pipeline: true,
      idleTimeoutMillis: IDLE_MS,
      connectionTimeoutMillis: ACQUIRE_MS,
    },
  });
  const writers = await (orm.em.getConnection() as PostgreSqlConnection).getNativeClient();
  const pool = new pg.Pool({
    connectionString: url,
    options,
    pipeline: true,
    max: poolSize,
    idleTimeoutMillis: IDLE_MS,
    connectionTimeoutMillis: ACQUIRE_MS,
  } as pg.PoolConfig);
  const endings = [writers, pool].map((each) => endingOf(each, () => {}));
  const lane = { url, connectMs: CONNECT_MS, answerMs: ANSWER_MS };
  const quick = new Lanes({ ...lane, ...QUICK, options, connections: lanes.quick });
  const slowOptions = `${session} ${TIMEOUTS}`;
  const slow = new Lanes({ ...lane, ...SLOW, options: slowOptions, connections: lanes.slow });
  const probe = new Lanes({ url, options, ...PROBE });

  const opened = (deadline?: RequestDeadline): Database => ({
    url,
    ownerUrl,
    orm,
    until: opened,
    async transaction(viewer, work, now) {
      const settings = viewerSettings(viewer, now);
      const open = await OpenTransaction.open(writers, { begin: BEGIN, settings, deadline });
      const em = orm.em.fork() as SqlEntityManager;
      em.setTransactionContext(open);
      try {
        const result = await work(em);
        await em.flush();
        await open.commit();
        return result;
      } catch (error) {
        await open.rollback();
        throw busy(error as Error);
      }
    },
    reader: (viewer, clock) => openReader(pool, viewer, clock, deadline),
    read(viewer, now, statement, lane = 'quick', along = null) {
      const settings = settingsOf(viewer, now);
      return (lane === 'slow' ? slow : quick).read(
        settings,
        statement,
        along ? alongOf(along, along.viewer === viewer ? settings : undefined) : undefined,
        deadline,
      );
    },
    async lookUp<R>(lookUp: LookUp) {
      const { settings, statement } = guardedOf(lookUp);
      return rowsOf<R>(await quick.read(settings, statement, undefined, deadline));
    },
    async ping() {
      await probe.read(NOBODY, PING, undefined, deadlineIn(PING_MS));
    },
    async close() {
      // The ORM ends its pool only when it has taken a connection itself.
      await orm.close(true);
      await Promise.all(endings.map((end) => end()));
      await Promise.all([quick.close(), slow.close(), probe.close()]);
    },
  });
  return opened();
}

const NOBODY = SETTINGS.map(() => '');

const settingsOf = (viewer: Viewer, now: Date): string[] => {
  const settings = viewerSettings(viewer, now);
  return SETTINGS.map((name) => settings[name]);
};

const guardedOf = (
  { viewer, statement }: LookUp,
  settings: readonly string[] = settingsOf(viewer, new Date()),
): Guarded => ({ settings, statement });

const alongOf = (lookUp: LookUp, settings?: readonly string[]): Along => ({
  ...guardedOf(lookUp, settings),
  take: (rows) => lookUp.take?.(rowsOf(rows)),
});

function openReader(
  pool: pg.Pool,
  viewer: Viewer,
  clock: Clock | undefined,
  deadline: RequestDeadline | undefined,
): Reader {
  let open: Promise<OpenTransaction> | undefined;
  let isOver = false;
  return {
    async rows<R>(query: Sql, args?: Readonly<Record<string, unknown>>) {
      // Else it would take a connection that nobody gives back.
      if (isOver) throw new Error('The reads are over');
      open ??= OpenTransaction.open(pool, {
        begin: BEGIN_SNAPSHOT,
        settings: viewerSettings(viewer, clock?.now()),
        deadline,
      });
      const { text, values } = print(query, { viewer, args });
      return await (await open).rows<R>(text, values).catch((error: Error) => {
        throw busy(error);
      });
    },
    async end() {
      isOver = true;
      const ended = await open?.catch(() => undefined);
      open = undefined;
      // It has only read: nobody need wait to hear that it ended.
      ended?.commit().catch(() => ended.rollback());
    },
  };
}

/** Runs SQL inside the transaction of `em`; what is run often is a template, made once. */
export async function rowsIn<R>(
  em: SqlEntityManager,
  query: Sql | Template,
  viewer?: Viewer,
  args?: Readonly<Record<string, unknown>>,
): Promise<R[]> {
  const { text, values } = print(query, { viewer, args });
  return await openIn(em).rows<R>(text, values);
}

/** The same with values as readers have them: an instant is a `Date`, for the ORM it is a text. */
export async function readIn<R>(
  em: SqlEntityManager,
  query: Template,
  viewer: Viewer,
  args: Readonly<Record<string, unknown>>,
): Promise<R[]> {
  const { text, values } = print(query, { viewer, args });
  return await openIn(em).rows<R>(text, values, pg.types);
}

/** Asks a look-up in the transaction of `em`, under the viewer of that, and tells it the rows. */
export async function lookUpIn(em: SqlEntityManager, { statement, take }: LookUp): Promise<void> {
  const { text, values } = statement;
  const rows = await openIn(em).rows<{ found: unknown }>(text, values, pg.types);
  take?.(rows.map(({ found }) => found));
}

/** Sends SQL in the transaction of `em` without waiting for it: what fails then fails all after it, and the commit. */
export function writeIn(em: SqlEntityManager, query: Sql | Statement): void {
  const { text, values } = query instanceof Sql ? print(query) : query;
  openIn(em).write(text, values);
}

/** Waits until all that was sent in the transaction of `em` is done; rejects with what failed. */
export const settledIn = (em: SqlEntityManager): Promise<void> => openIn(em).settled();

const openIn = (em: SqlEntityManager): OpenTransaction =>
  em.getTransactionContext<OpenTransaction>()!;
