import { setTimeout as sleep } from 'node:timers/promises';
import { type Runner, run } from 'graphile-worker';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import { AS_OWNER } from '../db/log-ins.ts';
import { SWEEP_TASK } from './deadlines.ts';
import { startHeartbeat } from './heartbeat.ts';
import { DELIVER_TASK, type DeliverDeps, deliverOutbox } from './outbox.ts';
import { queueLogger } from './queue-logger.ts';
import { type SweepDeps, sweepDeadlines } from './sweeper.ts';

/** Work that waits in a table of its own: `run` does all of it and says how much that was. */
export interface JobTask {
  readonly name: string;
  run(): Promise<number>;
}

export interface JobsDeps extends SweepDeps, DeliverDeps {
  readonly db: Database;
  /** Work of modules (exports, imports, upstream sync) beside deadlines and mails. */
  readonly tasks?: readonly JobTask[];
}

export interface Jobs {
  /** Does everything that is due, in this process, until nothing is left. */
  settle(): Promise<void>;
  /** Takes no new job, waits for the running ones, gives up the lease. */
  stop(): Promise<void>;
}

const STOP_MS = 10_000;
const RESTART_MS = 1_000;

const tasksOf = (deps: JobsDeps): JobTask[] => [
  { name: SWEEP_TASK, run: () => sweepDeadlines(deps) },
  ...(deps.tasks ?? []),
  { name: DELIVER_TASK, run: () => deliverOutbox(deps) },
];

/** Fires, works and delivers until nothing is due: a fired clock may cause a mail, a task another clock. */
export async function settleJobs(deps: JobsDeps): Promise<void> {
  const tasks = tasksOf(deps);
  let done: number;
  do {
    done = 0;
    for (const task of tasks) done += await task.run();
  } while (done > 0);
}

/**
 * Starts the worker of this process: jobs wake it at once, and every minute it does whatever is due, so
 * that a lost job costs at most a minute. The queue's tables come with the migrations. A queue that gives
 * up, as it does when its connection breaks while it notes a result, is started again.
 */
export async function startJobs(deps: JobsDeps): Promise<Jobs> {
  const { db, log } = deps;
  const pool = ownerPool(db.ownerUrl, 4, log);
  const stopping = new AbortController();
  let queue: Queue;
  const restart = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await sleep(RESTART_MS, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      try {
        queue = await startQueue(pool, deps);
        await queue.ended;
      } catch (error) {
        log.warn({ err: error }, 'the job queue did not start again yet');
      }
    }
  };
  try {
    queue = await startQueue(pool, deps);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const supervised = queue.ended.then(restart);
  return {
    settle: () => settleJobs(deps),
    async stop() {
      stopping.abort();
      await queue.stop();
      await supervised;
      await pool.end();
    },
  };
}

interface Queue {
  /** Settles when the queue has ended, by itself or by `stop`. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** One life of the queue's runner, with the heartbeat that keeps its jobs from being taken for lost. */
async function startQueue(pool: pg.Pool, deps: JobsDeps): Promise<Queue> {
  const { log } = deps;
  const tasks = tasksOf(deps);
  const heartbeat = await startHeartbeat(pool, log);
  const quiet = (): Promise<void> =>
    heartbeat.stop().catch((error) => log.warn({ err: error }, 'heartbeat not taken back'));
  let runner: Runner;
  try {
    runner = await run({
      pgPool: pool,
      concurrency: 2,
      noHandleSignals: true,
      gracefulShutdownAbortTimeout: STOP_MS,
      logger: queueLogger(log),
      events: heartbeat.events,
      // Results are noted in batches: noted singly, one that cannot be noted would end the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      taskList: Object.fromEntries(
        tasks.map(({ name, run: work }) => [name, async () => void (await work())]),
      ),
      crontab: tasks
        .map(({ name }) => `* * * * * ${name} ?jobKey=every-minute-${name}&max=5`)
        .join('\n'),
    });
  } catch (error) {
    await quiet();
    throw error;
  }
  const ended = runner.promise
    .catch((error) => log.warn({ err: error }, 'the job queue ended and is started again'))
    .then(quiet);
  return {
    ended,
    async stop() {
      await runner.stop().catch(() => {});
      await ended;
    },
  };
}

/** Connections that own the queue's tables. A lost one is replaced; without listeners it would end the process. */
function ownerPool(url: string, max: number, log: Logger): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, options: AS_OWNER });
  const lost = (error: Error): void => log.warn({ err: error }, 'job connection lost');
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  return pool;
}
