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

/** Work that waits in a table of its own: `run` does all of it, or as much as it can until it is stopped, and says how much that was. */
export interface JobTask {
  readonly name: string;
  run(stopping?: AbortSignal): Promise<number>;
}

export interface JobsDeps extends SweepDeps, DeliverDeps {
  readonly db: Database;
  /** Work of modules (exports, imports, upstream sync) beside deadlines and mails. */
  readonly tasks?: readonly JobTask[];
}

export interface Jobs {
  /** Does everything that is due, in this process, until nothing is left. */
  settle(): Promise<void>;
  /** Takes no new job, waits a moment for the running ones, gives up the lease. Closes the mailer. */
  stop(): Promise<void>;
}

/** A running job may finish what it is at; a mail server that does not answer is not waited for. */
const FINISH_MS = 1_000;
/** What then still runs is left to its lease. */
const STOP_MS = 2_000;
const RESTART_MS = 1_000;
/** The queue's own statements are small: one that is not answered by then has lost its connection. */
const ANSWER_MS = 15_000;

const tasksOf = (deps: JobsDeps): JobTask[] => [
  { name: SWEEP_TASK, run: (stopping) => sweepDeadlines(deps, stopping) },
  ...(deps.tasks ?? []),
  { name: DELIVER_TASK, run: (stopping) => deliverOutbox(deps, stopping) },
];

/**
 * Runs a task once at a time in this process: a call meanwhile only makes the running one look again. So a task
 * that hangs, as at a mail server that does not answer, takes one of the queue's places and not all.
 */
function oneAtATime({ run: work }: JobTask, stopping: AbortSignal): () => Promise<void> {
  let isRunning = false;
  let isAskedAgain = false;
  return async () => {
    isAskedAgain = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (isAskedAgain && !stopping.aborted) {
        isAskedAgain = false;
        await work(stopping);
      }
    } finally {
      isRunning = false;
    }
  };
}

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
  const stopping = new AbortController();
  const works = tasksOf(deps).map((task): Work => [task.name, oneAtATime(task, stopping.signal)]);
  // The queue asks for a connection for each task that may run; they are opened as they are needed.
  const { pool, end } = ownerPool(db.ownerUrl, works.length, log);
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
      const callOff = whenPassed(deadlineIn(FINISH_MS), () => deps.mailer.close());
      const stopped = queue.stop().then(() => supervised);
      await within(deadlineIn(STOP_MS), stopped).catch((error) =>
        log.warn({ err: error }, 'jobs were still running when the server stopped'),
      );
      callOff();
      deps.mailer.close();
      await end();
    },
  };
}

interface Queue {
  /** Settles when the queue has ended, by itself or by `stop`. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** A task as the queue runs it. */
type Work = readonly [name: string, run: () => Promise<void>];

/** One life of the queue's runner, with the heartbeat that keeps its jobs from being taken for lost. */
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
      // Results are noted in batches: noted singly, one that cannot be noted would end the process.
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

/** Connections that own the queue's tables, and how to end them. A lost one is replaced. */
function ownerPool(
  url: string,
  max: number,
  log: Logger,
): { pool: pg.Pool; end: () => Promise<void> } {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    options: AS_OWNER,
    connectionTimeoutMillis: ANSWER_MS,
  });
  pool.on('connect', (client) => cutWhenSilent(client, ANSWER_MS));
  const lost = (error: Error): void => log.warn({ err: error }, 'job connection lost');
  return { pool, end: endingOf(pool, lost) };
}
