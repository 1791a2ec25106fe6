import { setTimeout as sleep } from 'node:timers/promises';
import { type Runner, run } from 'graphile-worker';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import { AS_OWNER } from '../db/log-ins.ts';
import { cutWhenSilent, endingOf } from '../db/silence.ts';
import { deadlineIn, whenPassed, within } from '../request-deadline.ts';
import { SWEEP_TASK } from './deadlines.ts';
import { startHeartbeat } from './heartbeat.ts';
import { DELIVER_TASK, type DeliverDeps, deliverOutbox } from './outbox.ts';
import { queueLogger } from './queue-logger.ts';
import { type SweepDeps, sweepDeadlines } from './sweeper.ts';

/**
 * A task whose work waits in a separate table. `run` does all due work, or as much as possible until it is stopped,
 * and returns the amount done.
 */
export interface JobTask {
  readonly name: string;
  run(stopping?: AbortSignal): Promise<number>;
}

export interface JobsDeps extends SweepDeps, DeliverDeps {
  readonly db: Database;
  /** Tasks of modules (exports, imports, upstream sync), in addition to deadlines and mails. */
  readonly tasks?: readonly JobTask[];
}

export interface Jobs {
  /** Does all due work in this process, until none is left. */
  settle(): Promise<void>;
  /** Takes no new job, waits briefly for running jobs, releases the lease and closes the senders. */
  stop(): Promise<void>;
}

/** Time for running jobs to finish before the senders are closed. */
const FINISH_MS = 1_000;
/** Time limit of a stop; the leases cover jobs that still run then. */
const STOP_MS = 2_000;
const RESTART_MS = 1_000;
/** The queue's statements are small: without a response after this time, the connection is lost. */
const ANSWER_MS = 15_000;

const tasksOf = (deps: JobsDeps): JobTask[] => [
  { name: SWEEP_TASK, run: (stopping) => sweepDeadlines(deps, stopping) },
  ...(deps.tasks ?? []),
  { name: DELIVER_TASK, run: (stopping) => deliverOutbox(deps, stopping) },
];

/**
 * Runs a task at most once at a time in this process; a concurrent call makes the running task look again. A task
 * that hangs, for example on a mail server that does not answer, thus occupies only one of the queue's slots.
 */
function oneAtATime({ run: work }: JobTask, stopping: AbortSignal): () => Promise<void> {
  let isRunning = false;
  let isRunRequested = false;
  return async () => {
    isRunRequested = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (isRunRequested && !stopping.aborted) {
        isRunRequested = false;
        await work(stopping);
      }
    } finally {
      isRunning = false;
    }
  };
}

/** Runs all tasks until no work is due: a fired deadline may cause a mail, and a task may start a deadline. */
export async function settleJobs(deps: JobsDeps): Promise<void> {
  const tasks = tasksOf(deps);
  let done: number;
  do {
    done = 0;
    for (const task of tasks) done += await task.run();
  } while (done > 0);
}

/**
 * Starts the worker of this process. Jobs wake it at once; in addition, it does all due work every minute, so that a
 * lost job delays work by at most a minute. The migrations create the queue's tables. A queue that fails, for example
 * because its connection breaks while it records a result, is restarted.
 */
export async function startJobs(
  deps: JobsDeps,
  { answerMs = ANSWER_MS }: { readonly answerMs?: number } = {},
): Promise<Jobs> {
  const { db, log } = deps;
  const stopping = new AbortController();
  const works = tasksOf(deps).map((task): Work => [task.name, oneAtATime(task, stopping.signal)]);
  // The queue may use one connection for each task; the pool opens them on demand.
  const { pool, end } = ownerPool(db.ownerUrl, works.length, answerMs, log);
  const closeSenders = (): void => {
    deps.mailer.close();
    deps.sms?.sender.close();
  };
  let queue: Queue;
  const restart = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await sleep(RESTART_MS, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      try {
        queue = await startQueue(pool, works, log);
        await queue.ended;
      } catch (error) {
        log.warn({ err: error }, 'the job queue did not start again yet');
      }
    }
  };
  try {
    queue = await startQueue(pool, works, log);
  } catch (error) {
    await end();
    throw error;
  }
  const supervised = queue.ended.then(restart);
  return {
    settle: () => settleJobs(deps),
    async stop() {
      stopping.abort();
      const callOff = whenPassed(deadlineIn(FINISH_MS), closeSenders);
      const stopped = queue.stop().then(() => supervised);
      await within(deadlineIn(STOP_MS), stopped).catch((error) =>
        log.warn({ err: error }, 'jobs were still running when the server stopped'),
      );
      callOff();
      closeSenders();
      await end();
    },
  };
}

interface Queue {
  /** Settles when the queue has ended, after a failure or after `stop`. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

type Work = readonly [name: string, run: () => Promise<void>];

/** Starts the queue's runner with the heartbeat that protects its jobs from being freed. */
async function startQueue(pool: pg.Pool, works: readonly Work[], log: Logger): Promise<Queue> {
  const heartbeat = await startHeartbeat(pool, log);
  const quiet = (): Promise<void> =>
    heartbeat.stop().catch((error) => log.warn({ err: error }, 'heartbeat not taken back'));
  let runner: Runner;
  try {
    runner = await run({
      pgPool: pool,
      concurrency: works.length,
      noHandleSignals: true,
      gracefulShutdownAbortTimeout: STOP_MS,
      logger: queueLogger(log),
      events: heartbeat.events,
      // Results are recorded in batches: with single results, a failure to record one would end the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      taskList: Object.fromEntries(works),
      crontab: works
        .map(([name]) => `* * * * * ${name} ?jobKey=every-minute-${name}&max=5`)
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

/** A pool of connections with the owner's rights, and a function that ends it. Lost connections are replaced. */
function ownerPool(
  url: string,
  max: number,
  answerMs: number,
  log: Logger,
): { pool: pg.Pool; end: () => Promise<void> } {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    options: AS_OWNER,
    connectionTimeoutMillis: answerMs,
  });
  pool.on('connect', (client) => cutWhenSilent(client, answerMs));
  const lost = (error: Error): void => log.warn({ err: error }, 'job connection lost');
  return { pool, end: endingOf(pool, lost) };
}
