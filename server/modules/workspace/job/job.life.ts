import { DAY } from '../../../platform/clock.ts';
import { lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { publish } from '../../../platform/db/event.ts';
import { hint } from '../../../platform/jobs/enqueue.ts';
import type { ReasonCode } from '../../../platform/reasons.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { JOB_KINDS, type Job, type JobResult } from './job.entity.ts';
import type { JobState } from './job.machine.ts';
import { job, resultsOf } from './job.read.ts';

/** The worker's tasks: a long export must not delay a decision. */
const TASK_OF = {
  BULK_ACTION: 'bulk',
  UNDO: 'bulk',
  EXPORT: 'export',
  IMPORT: 'import',
} as const satisfies Record<Job['kind'], string>;
export type JobTaskName = (typeof TASK_OF)[Job['kind']];

export const kindsOf = (task: JobTaskName): Job['kind'][] =>
  JOB_KINDS.filter((kind) => TASK_OF[kind] === task);

/** Topic of the live events about a job's progress. */
export const JOB_TOPIC = 'job';

const announce = (tx: Tx, { id, tenantId }: Job): Promise<void> =>
  publish(tx, { topic: JOB_TOPIC, id, to: [tenantId] });

/** Skips the remaining rows. Waits for rows that are running. */
export async function skipRest(tx: Tx, jobId: string, code: ReasonCode | null): Promise<void> {
  await tx.rows(sql`
    update job_row set outcome = 'SKIPPED', code = ${code}, done_at = ${tx.now}
    where job_id = ${jobId} and outcome = 'WAITING'`);
  await tx.rows(sql`
    update import_row set outcome = 'SKIPPED', code = ${code}, done_at = ${tx.now}
    where job_id = ${jobId} and outcome in ('WAITING', 'READY')`);
}

async function countedResults(tx: Tx, { id }: Job): Promise<readonly JobResult[]> {
  const [counted] = await tx.rows<{ results: JobResult[] }>(
    sql`select ${resultsOf(sql`${id}::uuid`)} as results`,
  );
  return counted!.results;
}

/** Ends a job. A job without stored rows has set its results before. */
async function end(tx: Tx, row: Job): Promise<readonly JobResult[]> {
  const results = row.results ?? (await countedResults(tx, row));
  Object.assign(row, { finishedAt: tx.now, leaseUntil: null, results });
  return results;
}

function outcomeOf({ total }: Job, results: readonly JobResult[]): JobState {
  const done = results.find(({ outcome }) => outcome === 'DONE')?.count ?? 0;
  if (done === total && results.every(({ outcome }) => outcome === 'DONE')) return 'SUCCEEDED';
  return done > 0 ? 'PARTIAL' : 'FAILED';
}

export const jobLife = lifeCycle<Job>({
  reads: job,
  label: ({ label }) => label,
  effects: {
    async start(tx: Tx, row: Job) {
      await announce(tx, row);
      // After an outage of a day nobody expects an earlier request to run.
      if (tx.now.getTime() - row.startsAt.getTime() > DAY) {
        await skipRest(tx, row.id, 'JOB_EXPIRED');
        await end(tx, row);
        return 'EXPIRED';
      }
      await hint(tx, TASK_OF[row.kind], 0, `job:${row.id}`);
      return 'RUNNING';
    },

    async check(tx: Tx, row: Job) {
      await announce(tx, row);
      row.leaseUntil = null;
    },

    /** Other columns make other rows: all of them are checked again. */
    async remap(tx: Tx, row: Job, { columns }: { readonly columns: NonNullable<Job['mapping']> }) {
      await announce(tx, row);
      row.mapping = columns;
      await tx.rows(sql`update import_row set outcome = 'WAITING', code = null, faulty_column = null,
        params = '[]', row_key = null, label = null where job_id = ${row.id}`);
      await hint(tx, 'import', 0, `job:${row.id}`);
    },

    async commit(tx: Tx, row: Job) {
      await announce(tx, row);
      Object.assign(row, { committedAt: tx.now, attempts: 0 });
      await hint(tx, 'import', 0, `job:${row.id}`);
    },

    async finish(tx: Tx, row: Job) {
      await announce(tx, row);
      return outcomeOf(row, await end(tx, row));
    },

    async cancel(tx: Tx, row: Job) {
      await announce(tx, row);
      await skipRest(tx, row.id, null);
      await end(tx, row);
    },
  },
});
