import type { EntitySchema } from '@mikro-orm/core';
import { MikroORM, type SqlEntityManager } from '@mikro-orm/postgresql';
import { CompiledQuery, type Transaction } from 'kysely';
import pg from 'pg';
import type { Clock } from '../clock.ts';
import { print, type Sql, sql } from '../read/sql.ts';
import type { Viewer } from '../viewer.ts';
import { busy } from './failures.ts';
import { type ReadStatement, SETTINGS, type TextRow, textValue } from './guarded-read.ts';
import { Lanes } from './lanes.ts';
import { PreparingClient } from './preparing-client.ts';
import { DB_ROLES } from './tenancy.ts';

/** A short-lived read transaction bound to one viewer; statements run one after another in one snapshot. */
export interface Reader {
  rows<R>(query: Sql, args?: Readonly<Record<string, unknown>>): Promise<R[]>;
  end(): Promise<void>;
}

export type Lane = 'quick' | 'slow';

export interface Database {
  readonly url: string;
  readonly orm: MikroORM;
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
   * connections and time of their own, so that nobody waits behind them.
   */
  read(viewer: Viewer, now: Date, statement: ReadStatement, lane?: Lane): Promise<TextRow[]>;
  /** The rows of one small statement that is asked often, prepared under `name`; values as JSON has them. */
  lookUp<R>(viewer: Viewer, name: string, query: Sql): Promise<R[]>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly entities: readonly EntitySchema[];
  /** Connections for reads of several statements; the unit of work has as many of its own. */
  readonly poolSize?: number;
  /** Connections that all reads of one statement share, and those of the slow ones. */
  readonly lanes?: { readonly quick: number; readonly slow: number };
}

const ACQUIRE_MS = 2_000;
const BEGIN_SNAPSHOT = 'begin isolation level repeatable read read only';
const TIMEOUTS =
  '-c lock_timeout=3s -c statement_timeout=5s -c idle_in_transaction_session_timeout=10s';
const QUICK = { connections: 4, depth: 64, waiting: 0, patience: 0 };
/** One at a time on each connection; who does not get a turn in time is told to come again. */
const SLOW = { connections: 2, depth: 1, waiting: 32, patience: 5_000 };

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

/** Opens the product's database as the unprivileged application role. */
export async function openDatabase({
  url,
  entities,
  poolSize = 8,
  lanes = { quick: QUICK.connections, slow: SLOW.connections },
}: DatabaseOptions): Promise<Database> {
  const options = `-c role=${DB_ROLES.app} ${TIMEOUTS}`;
  const orm = await MikroORM.init({
    clientUrl: url,
    entities: [...entities],
    ensureDatabase: false,
    pool: { min: 0, max: poolSize },
    driverOptions: {
      options,
      Client: PreparingClient,
      connectionTimeoutMillis: ACQUIRE_MS,
      onPoolCreated: dropBroken,
    },
  });
  const pool = new pg.Pool({
    connectionString: url,
    options,
    max: poolSize,
    idleTimeoutMillis: 600_000,
    connectionTimeoutMillis: ACQUIRE_MS,
  });
  // A broken connection is replaced by the pool; without a listener, idle or in use, it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  dropBroken(pool);
  const lane = { url, connectMs: ACQUIRE_MS };
  const quick = new Lanes({ ...lane, ...QUICK, options, connections: lanes.quick });
  const slowOptions = `-c role=${DB_ROLES.app} -c statement_timeout=15s`;
  const slow = new Lanes({ ...lane, ...SLOW, options: slowOptions, connections: lanes.slow });
  const read: Database['read'] = (viewer, now, statement, lane = 'quick') => {
    const settings = viewerSettings(viewer, now);
    return (lane === 'slow' ? slow : quick).read(
      SETTINGS.map((name) => settings[name]),
      statement,
    );
  };

  return {
    url,
    orm,
    async transaction(viewer, work, now) {
      const em = orm.em.fork();
      em.setSessionContext({ variables: viewerSettings(viewer, now) });
      return await em
        .transactional((inner) => work(inner as SqlEntityManager))
        .catch((error: Error) => {
          throw busy(error);
        });
    },
    reader: (viewer, clock) => openReader(pool, viewer, clock),
    read,
    async lookUp<R>(viewer: Viewer, name: string, query: Sql) {
      const rows = sql`select coalesce(json_agg(row_to_json(r)), '[]'::json) from (${query}) r`;
      const { text, values } = print(rows, { viewer });
      const found = await read(viewer, new Date(), { name, text, values: values.map(textValue) });
      return JSON.parse(found[0]![0]!) as R[];
    },
    async ping() {
      await pool.query('select 1');
    },
    async close() {
      await Promise.all([orm.close(true), pool.end(), quick.close(), slow.close()]);
    },
  };
}

/**
 * Takes connections that break while they are in use out of their pool. The ORM gives one back only after
 * its rollback, which fails on a broken one: without this the pool runs dry when the database restarts.
 */
function dropBroken(pool: pg.Pool): void {
  const drops = new WeakMap<pg.PoolClient, () => void>();
  pool.on('acquire', (client) => {
    const drop = (): void => {
      client.release(true);
      client.release = () => {};
    };
    drops.set(client, drop);
    client.once('end', drop);
  });
  pool.on('release', (_, client) => client.off('end', drops.get(client)!));
}

function openReader(pool: pg.Pool, viewer: Viewer, clock?: Clock): Reader {
  let client: Promise<pg.PoolClient> | undefined;
  // One connection answers one statement at a time; the batches of a request queue up here.
  let last: Promise<unknown> = Promise.resolve();

  const begin = async (): Promise<pg.PoolClient> => {
    const acquired = await pool.connect().catch((error: Error) => {
      throw busy(error);
    });
    const settings = Object.entries(viewerSettings(viewer, clock?.now())).map(
      ([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`,
    );
    try {
      // One message, and so one way there and back; who asks is the server's own knowledge.
      await acquired.query(`${BEGIN_SNAPSHOT}; select ${settings.join(', ')}`);
    } catch (error) {
      acquired.release(true);
      throw busy(error as Error);
    }
    return acquired;
  };

  return {
    async rows<R>(query: Sql, args?: Readonly<Record<string, unknown>>) {
      client ??= begin();
      const { text, values } = print(query, { viewer, args });
      const acquired = await client;
      const result = last.then(() => acquired.query<R & pg.QueryResultRow>(text, values));
      last = result.catch(() => {});
      return (
        await result.catch((error: Error) => {
          throw busy(error);
        })
      ).rows;
    },
    async end() {
      if (!client) return;
      const acquired = await client.catch(() => null);
      client = undefined;
      if (!acquired) return;
      try {
        await acquired.query('commit');
        acquired.release();
      } catch {
        acquired.release(true);
      }
    },
  };
}

/** Runs SQL inside the transaction of `em`. */
export async function rowsIn<R>(
  em: SqlEntityManager,
  query: Sql,
  viewer?: Viewer,
  args?: Readonly<Record<string, unknown>>,
): Promise<R[]> {
  const { text, values } = print(query, { viewer, args });
  // Beside the ORM's own way, which writes the values into the text: PostgreSQL would plan each call anew.
  const statement = CompiledQuery.raw(text, [...values]);
  return (await em.getTransactionContext<Transaction<unknown>>()!.executeQuery<R>(statement)).rows;
}
