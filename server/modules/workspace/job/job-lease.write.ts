import type { CommandDeps } from '../../../platform/command/types.ts';
import { rowAnnouncement } from '../../../platform/db/event.ts';
import { hint } from '../../../platform/jobs/enqueue.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { systemViewer, type Viewer } from '../../../platform/viewer.ts';
import { isViewerStillValid } from '../../identity/index.ts';
import { JOB_TOPIC, type JobTaskName, kindsOf } from './job.life.ts';
import { failJob } from './job-fail.write.ts';

const SYSTEM = systemViewer('jobs');
const LEASE_MS = 15_000;
/** A job that fails this often without progress has a fault that a repetition does not mend. */
const ATTEMPTS = 5;

/** Runs a statement of the worker, outside the requester's rights. */
export const systemRows = <R>(deps: CommandDeps, query: Sql): Promise<R[]> =>
  deps.db.transaction(SYSTEM, (tx) => tx.rows<R>(query), deps.clock.now());

interface TakenJob {
  readonly id: string;
  readonly attempts: number;
}

/**
 * Leases a running job to this process. Returns undefined if another process has it or it has ended. Ends a job that
 * was taken too often: an attempt that kills its process reports no failure.
 */
export async function takeJob(
  deps: CommandDeps,
  task: JobTaskName,
  id: string | null,
): Promise<TakenJob | undefined> {
  for (;;) {
    const row = await leaseNext(deps, task, id);
    if (row && row.attempts > ATTEMPTS) await failJob(deps, row.id, 'INTERNAL');
    else {
      if (row) await watchJob(deps, task, row.id);
      return row;
    }
  }
}

async function leaseNext(
  deps: CommandDeps,
  task: JobTaskName,
  id: string | null,
): Promise<TakenJob | undefined> {
  const now = deps.clock.now();
  const wanted = id === null ? sql`true` : sql`id = ${id}`;
  const kinds = sql.words(kindsOf(task));
  const [row] = await systemRows<TakenJob>(
    deps,
    sql`update job set lease_until = ${new Date(now.getTime() + LEASE_MS)}, attempts = attempts + 1
      where id = (select id from job where status = 'RUNNING' and kind in (${kinds}) and ${wanted}
        and (lease_until is null or lease_until <= ${now}) order by created_at, id limit 1 for update skip locked)
      returning id, attempts`,
  );
  return row;
}

/** Wakes a worker when a lease expires, to resume the job of a killed process. */
export const watchJob = (deps: CommandDeps, task: JobTaskName, id: string): Promise<void> =>
  deps.db.transaction(SYSTEM, (tx) => hint(tx, task, LEASE_MS + 1_000, `watch:${id}`));

/** Releases a job that a stopping process leaves unfinished. Its attempt does not count. */
export const releaseJob = (deps: CommandDeps, id: string): Promise<unknown> =>
  systemRows(
    deps,
    sql`update job set lease_until = ${deps.clock.now()}, attempts = greatest(attempts - 1, 0)
      where id = ${id} and status = 'RUNNING'`,
  );

/**
 * Statement that extends the lease of a running job, sets its progress and announces it. Returns no row once the job
 * does not run any more.
 */
export const extendLease = ({ clock }: CommandDeps, id: string, progress: Sql): Sql => sql`
  update job set lease_until = ${new Date(clock.now().getTime() + LEASE_MS)}, ${progress}
  where id = ${id} and status = 'RUNNING'
  returning id, ${rowAnnouncement(JOB_TOPIC, { id: sql`id`, to: sql`array[tenant_id::text]` })}`;

/** Progress of a job by rows: once a batch is done, this is a first attempt again. */
export const attemptsAfter = (batchDone: boolean): Sql =>
  sql`attempts = ${batchDone ? sql`1` : sql`attempts`}`;

/** Thrown if the row was done, or the job stopped, between reading and locking it. */
export class RowTaken extends Error {}

/** Ends a failed job after the last attempt; otherwise releases it, to be resumed after a pause. */
export async function retryJob(deps: CommandDeps, id: string, pauseMs: number): Promise<void> {
  const until = new Date(deps.clock.now().getTime() + pauseMs);
  const [row] = await systemRows<{ attempts: number }>(
    deps,
    sql`update job set lease_until = ${until} where id = ${id} and status = 'RUNNING' returning attempts`,
  );
  if (row && row.attempts >= ATTEMPTS) await failJob(deps, id, 'INTERNAL');
}

/** Whether the requester still has the role in which the job was asked for. */
export const isRequesterValid = (deps: CommandDeps, viewer: Viewer): Promise<boolean> =>
  deps.db.transaction(SYSTEM, (tx) => isViewerStillValid(tx, viewer, deps.clock.now()));
