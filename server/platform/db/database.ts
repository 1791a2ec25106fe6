import type { EntitySchema } from '@mikro-orm/core';
import { MikroORM, type SqlEntityManager } from '@mikro-orm/postgresql';
import pg from 'pg';
import type { Clock } from '../clock.ts';
import { unavailable } from '../errors.ts';
import { print, type Sql } from '../read/sql.ts';
import type { Viewer } from '../viewer.ts';
import { DB_ROLES } from './tenancy.ts';

/** A short-lived read transaction bound to one viewer; statements run one after another in one snapshot. */
export interface Reader {
  rows<R>(query: Sql, args?: Readonly<Record<string, unknown>>): Promise<R[]>;
  end(): Promise<void>;
}

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
  reader(viewer: Viewer, clock?: Clock): Reader;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly entities: readonly EntitySchema[];
  /** Connections for reads; the unit of work has as many of its own. */
  readonly poolSize?: number;
}

const ACQUIRE_MS = 2_000;
const TIMEOUTS =
  '-c lock_timeout=3s -c statement_timeout=5s -c idle_in_transaction_session_timeout=10s';

/** Local settings that tell row-level security who asks, and the rules what time it is. */
export const viewerSettings = (viewer: Viewer, now?: Date): Record<string, string> => ({
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
}: DatabaseOptions): Promise<Database> {
  const options = `-c role=${DB_ROLES.app} ${TIMEOUTS}`;
  const orm = await MikroORM.init({
    clientUrl: url,
    entities: [...entities],
    ensureDatabase: false,
    pool: { min: 0, max: poolSize },
    driverOptions: { options, connectionTimeoutMillis: ACQUIRE_MS },
  });
  const pool = new pg.Pool({
    connectionString: url,
    options,
    max: poolSize,
    idleTimeoutMillis: 600_000,
    connectionTimeoutMillis: ACQUIRE_MS,
  });
  // A broken idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});

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
    async ping() {
      await pool.query('select 1');
    },
    async close() {
      await Promise.all([orm.close(true), pool.end()]);
    },
  };
}

/** Too many callers for the connections: the pool's own error, in a form that clients can wait for. */
const busy = (error: Error): Error =>
  /timeout exceeded when trying to connect/.test(error.message) ? unavailable(2) : error;

function openReader(pool: pg.Pool, viewer: Viewer, clock?: Clock): Reader {
  let client: Promise<pg.PoolClient> | undefined;
  // One connection answers one statement at a time; the batches of a request queue up here.
  let last: Promise<unknown> = Promise.resolve();

  const begin = async (): Promise<pg.PoolClient> => {
    const acquired = await pool.connect().catch((error: Error) => {
      throw busy(error);
    });
    const settings = Object.entries(viewerSettings(viewer, clock?.now()));
    const calls = settings.map((_, i) => `set_config($${2 * i + 1}, $${2 * i + 2}, true)`);
    try {
      await acquired.query('begin isolation level repeatable read read only');
      await acquired.query(`select ${calls.join(', ')}`, settings.flat());
    } catch (error) {
      acquired.release(true);
      throw error;
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
      return (await result).rows;
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
  // MikroORM numbers its own parameters by `?`; the printer's $n are turned back in order of use.
  const ordered: unknown[] = [];
  const question = text.replace(/\$(\d+)/g, (_, n: string) => {
    ordered.push(values[Number(n) - 1]);
    return '?';
  });
  return (await em
    .getConnection()
    .execute(question, ordered, 'all', em.getTransactionContext())) as R[];
}
