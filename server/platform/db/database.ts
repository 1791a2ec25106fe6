import { availableParallelism } from 'node:os';
import type { EntitySchema } from '@mikro-orm/core';
import type { MikroORM, PostgreSqlConnection, SqlEntityManager } from '@mikro-orm/postgresql';
import pg from 'pg';
import type { Clock } from '../clock.ts';
import { deadlineIn, type RequestDeadline } from '../request-deadline.ts';
import { ormOf } from '../sql/columns.ts';
import { print, type Sql } from '../sql/sql.ts';
import type { Viewer } from '../viewer.ts';
import { HORIZON } from './changes.ts';
import { busy } from './failures.ts';
import { type Guarded, NOBODY, type ReadStatement, SETTINGS } from './guarded-read.ts';
import type { DatabaseUrls } from './log-ins.ts';
import { type LookUp, rowsOf } from './look-up.ts';
import { OpenTransaction } from './open-transaction.ts';
import { TEXTS, type TextRow } from './pipelined-batch.ts';
import { SchemaAhead, UNKNOWN_MIGRATION } from './schema-state.ts';
import { type PiggybackedLookup, SharedPool } from './shared-pool.ts';
import { ANSWER_MS, endingOf, STATEMENT_MS } from './silence.ts';
import { DB_ROLES } from './tenancy.ts';
import { ManagedRows, type UnitOfWork, unitOfWork } from './transaction.ts';

/** A short-lived read transaction bound to one viewer; statements run one after another in one snapshot. */
export interface Reader {
  rows<R>(query: Sql, args?: Readonly<Record<string, unknown>>): Promise<R[]>;
  end(): Promise<void>;
}

export interface SnapshotReader extends Reader {
  /** A printed statement whose values stay in PostgreSQL's text format. */
  texts(statement: Pick<ReadStatement, 'text' | 'values'>): Promise<TextRow[]>;
}

export type Lane = 'quick' | 'slow';

export interface Database extends DatabaseUrls {
  readonly orm: MikroORM;
  /** The same database for one request: each call ends by the deadline, at the latest with UNAVAILABLE. */
  until(deadline: RequestDeadline): Database;
  /** One transaction under row-level security; any throw rolls back. `now` is the time for rules in SQL. */
  transaction<T>(viewer: Viewer, work: (tx: UnitOfWork) => Promise<T>, now?: Date): Promise<T>;
  /** Several statements in one snapshot, on one connection: the resolved execution. */
  reader(viewer: Viewer, clock?: Clock): SnapshotReader;
  /** One statement on the shared connections, `slow` on separate ones; a piggybacked look-up goes along. */
  read(
    viewer: Viewer,
    now: Date,
    statement: ReadStatement,
    lane?: Lane,
    piggybacked?: LookUp | null,
  ): Promise<TextRow[]>;
  /** Prepares a statement for `read` on the shared connections that are idle, with its plan. */
  plan(viewer: Viewer, statement: Pick<ReadStatement, 'text' | 'values'>): Promise<void>;
  lookUp<R>(lookUp: LookUp): Promise<R[]>;
  /** Resolves when the database answers within a second. Throws SchemaAhead once a newer version has taken over. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  /** The log-in of seeds and the job queue; without one, that of requests. */
  readonly ownerUrl?: string;
  readonly entities: readonly EntitySchema[];
  /** Connections for reads of several statements; the unit of work has as many in addition. */
  readonly poolSize?: number;
  /** Connections shared by all single-statement reads, and by slow ones. */
  readonly shared?: { readonly quick: number; readonly slow: number };
}

/** A caller waits for a connection as long as a statement may take. */
const ACQUIRE_MS = STATEMENT_MS;
/** A connection that takes longer to open leaves its statement no time. */
const CONNECT_MS = 3_000;
/** A health check counts a slower answer as a failure. */
const PING_MS = 1_000;
const IDLE_MS = 600_000;
const BEGIN = 'begin';
const BEGIN_SNAPSHOT = 'begin isolation level repeatable read read only';
/**
 * JIT takes longer than our statements. At the default cost of random reads, the planner finds one tenant's newest
 * rows by scanning all tenants' rows.
 */
const PLANNING = '-c jit=off -c random_page_cost=1.1';
/** Many statements run at once; parallel workers would only make them compete. */
const ONE_CORE = '-c max_parallel_workers_per_gather=0';
/** How the sessions of single-statement reads plan. */
export const READ_PLANNING = `${PLANNING} ${ONE_CORE}`;
/**
 * Commands read few rows by keys: one generic plan takes 1.8 ms of CPU for a new discount, a plan each time 4.9 ms,
 * and a table that was empty when planned is scanned (7 ms).
 */
const BY_KEYS = '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off';
const TIMEOUTS = `-c lock_timeout=3s -c statement_timeout=${STATEMENT_MS} -c idle_in_transaction_session_timeout=10s`;
/** Bounds of the queue for quick reads: longer queues would outlast the requests' deadlines. */
const QUICK = { depth: 128, waiting: 512 };
const FEWEST = 2;
const MOST = 4;
/** One read at a time on each connection. Callers that wait too long get UNAVAILABLE with Retry-After. */
const SLOW = { connections: 2, depth: 1, waiting: 32 };
const PROBE = { connections: 1, depth: 1, waiting: 1, connectMs: PING_MS, answerMs: PING_MS };
const READ_HORIZON = { text: 'select record_horizon()', values: [], isKept: true };
const PING = { text: UNKNOWN_MIGRATION, values: [], isKept: true };

/** Local settings with the viewer, for row-level security, and the time, for rules written in SQL. */
export const viewerSettings = (
  viewer: Viewer,
  now?: Date,
): Record<(typeof SETTINGS)[number], string> => ({
  'app.tenant': viewer.tenantId,
  'app.side': viewer.side,
  'app.member': viewer.memberId ?? '',
  'app.now': now?.toISOString() ?? '',
});

/** Host names of this machine; an address of a Unix socket has an empty one. */
const HERE: readonly string[] = ['', 'localhost', '127.0.0.1', '[::1]'];

/** On one machine with its callers, a database gains nothing from more connections than cores. */
const quickConnections = (url: string): number =>
  HERE.includes(new URL(url).hostname)
    ? Math.max(FEWEST, Math.min(MOST, availableParallelism()))
    : MOST;

export async function openDatabase({
  url,
  ownerUrl = url,
  entities,
  poolSize = 8,
  shared = { quick: quickConnections(url), slow: SLOW.connections },
}: DatabaseOptions): Promise<Database> {
  const role = `-c role=${DB_ROLES.app}`;
  const options = `${role} ${READ_PLANNING} ${TIMEOUTS}`;
  const orm = await ormOf(entities);
  const pooled = {
    connectionString: url,
    pipeline: true,
    max: poolSize,
    idleTimeoutMillis: IDLE_MS,
    connectionTimeoutMillis: ACQUIRE_MS,
  };
  // The ORM parses instants itself.
  const { types } = (orm.em.getConnection() as PostgreSqlConnection).mapOptions({});
  const writers = new pg.Pool({ ...pooled, options: `${options} ${BY_KEYS}`, types });
  const pool = new pg.Pool({ ...pooled, options });
  const endings = [writers, pool].map((each) => endingOf(each, () => {}));
  const common = { url, connectMs: CONNECT_MS, answerMs: ANSWER_MS };
  const quick = new SharedPool({ ...common, ...QUICK, options, connections: shared.quick });
  const slowOptions = `${role} ${PLANNING} ${TIMEOUTS}`;
  const slow = new SharedPool({
    ...common,
    ...SLOW,
    options: slowOptions,
    connections: shared.slow,
  });
  const probe = new SharedPool({ url, options, ...PROBE });

  // Each request opens the database for its deadline. The methods without one are made once.
  const plan: Database['plan'] = (viewer, statement) =>
    quick.plan({
      settings: settingsOf(viewer, new Date()),
      statement: { ...statement, isKept: true },
    });
  const ping = async (): Promise<void> => {
    const [row] = await probe.read(NOBODY, PING, undefined, deadlineIn(PING_MS));
    const unknown = row![0];
    if (unknown) throw new SchemaAhead(unknown);
  };
  const close = async (): Promise<void> => {
    await Promise.all(endings.map((end) => end()));
    await Promise.all([quick.close(), slow.close(), probe.close()]);
  };

  const opened = (deadline?: RequestDeadline): Database => ({
    url,
    ownerUrl,
    orm,
    until: opened,
    plan,
    ping,
    close,
    async transaction(viewer, work, now) {
      const settings = viewerSettings(viewer, now);
      const open = await OpenTransaction.open(writers, { begin: BEGIN, settings, deadline });
      const rows = new ManagedRows(open, () => orm.em.fork() as SqlEntityManager);
      const unit = unitOfWork(rows, open, viewer);
      try {
        const result = await work(unit);
        await unit.flush();
        await open.commit();
        return result;
      } catch (error) {
        await open.rollback();
        throw busy(error as Error);
      }
    },
    reader(viewer, clock) {
      const horizon = async (): Promise<string> => {
        const [row] = await quick.read(NOBODY, READ_HORIZON, undefined, deadline);
        return row![0]!;
      };
      return openReader(pool, { viewer, clock, deadline, horizon });
    },
    read(viewer, now, statement, lane = 'quick', piggybacked = null) {
      const settings = settingsOf(viewer, now);
      return (lane === 'slow' ? slow : quick).read(
        settings,
        statement,
        piggybacked
          ? piggybackedOf(piggybacked, piggybacked.viewer === viewer ? settings : undefined)
          : undefined,
        deadline,
      );
    },
    async lookUp<R>(lookUp: LookUp) {
      const { settings, statement } = guardedOf(lookUp);
      return rowsOf<R>(await quick.read(settings, statement, undefined, deadline));
    },
  });
  return opened();
}

/** The role of a viewer's statements. An operator sees every row, so it needs no policy (decision 0022). */
export const readRole = ({ side }: Pick<Viewer, 'side'>): string =>
  side === 'operator' ? DB_ROLES.operator : DB_ROLES.app;

const settingsOf = (viewer: Viewer, now: Date): string[] => {
  const settings = viewerSettings(viewer, now);
  return [...SETTINGS.map((name) => settings[name]), readRole(viewer)];
};

const guardedOf = (
  { viewer, statement }: LookUp,
  settings: readonly string[] = settingsOf(viewer, new Date()),
): Guarded => ({ settings, statement });

const piggybackedOf = (lookUp: LookUp, settings?: readonly string[]): PiggybackedLookup => ({
  ...guardedOf(lookUp, settings),
  take: (rows) => lookUp.take?.(rowsOf(rows)),
});

interface ReaderOf {
  readonly viewer: Viewer;
  readonly clock: Clock | undefined;
  readonly deadline: RequestDeadline | undefined;
  /** The present horizon of changes. */
  readonly horizon: () => Promise<string>;
}

function openReader(pool: pg.Pool, { viewer, clock, deadline, horizon }: ReaderOf): SnapshotReader {
  let open: Promise<OpenTransaction> | undefined;
  let isFollowing = false;
  let isOver = false;
  const begin = (further: Readonly<Record<string, string>> = {}): Promise<OpenTransaction> =>
    OpenTransaction.open(pool, {
      begin: BEGIN_SNAPSHOT,
      settings: { ...viewerSettings(viewer, clock?.now()), ...further },
      deadline,
    });
  const close = (ended: OpenTransaction | undefined): void => {
    // The transaction has only read, so its outcome does not matter.
    ended?.commit().catch(() => ended.rollback());
  };
  /** Replaces the snapshot by one that is later than a horizon. */
  const follow = async (former: Promise<OpenTransaction> | undefined): Promise<OpenTransaction> => {
    close(await former);
    return await begin({ [HORIZON]: await horizon() });
  };
  const openFor = (text: string): Promise<OpenTransaction> => {
    if (!isFollowing && text.includes(HORIZON)) {
      isFollowing = true;
      open = follow(open);
    }
    open ??= begin();
    return open;
  };
  return {
    async rows<R>(query: Sql, args?: Readonly<Record<string, unknown>>) {
      // A read after the end would take a connection that no caller releases.
      if (isOver) throw new Error('The reads are over');
      const { text, values } = print(query, { viewer, args });
      return await (await openFor(text)).rows<R>(text, values).catch((error: Error) => {
        throw busy(error);
      });
    },
    async texts({ text, values }) {
      return await (await openFor(text))
        .rows<TextRow>(text, values, TEXTS)
        .catch((error: Error) => {
          throw busy(error);
        });
    },
    async end() {
      isOver = true;
      const ended = await open?.catch(() => undefined);
      open = undefined;
      close(ended);
    },
  };
}
