import { DAY } from '../../platform/clock.ts';
import type { Tx } from '../../platform/command/command.ts';
import { type LifeCycle, lifeCycle } from '../../platform/command/life-cycle.ts';
import { hint } from '../../platform/jobs/enqueue.ts';
import { publish } from '../../platform/live/event.ts';
import { sql } from '../../platform/read/sql.ts';
import { type Job, JobEntity } from './job.entity.ts';
import { type JobState, jobMachine } from './job.machine.ts';
import { job, jobActions } from './job.read.ts';

export const JOB_TASK = 'bulk';
/** Topic of the events that say: this job has got on. */
export const JOB_TOPIC = 'job';

const announce = (tx: Tx, { id, tenantId }: Job): Promise<void> =>
  publish(tx.em, { topic: JOB_TOPIC, id, to: [tenantId] });

/** What is still to be done stays undone. Waits for rows that are being done at this moment. */
export async function skipRest(tx: Tx, jobId: string, code: string | null): Promise<void> {
  await tx.rows(sql`
    update job_row set outcome = 'SKIPPED', code = ${code}, done_at = ${tx.now}
    where job_id = ${jobId} and outcome = 'WAITING'`);
}

async function outcomeOf(tx: Tx, row: Job): Promise<JobState> {
  const [{ done } = { done: 0 }] = await tx.rows<{ done: number }>(sql`
    select count(*)::int as done from job_row where job_id = ${row.id} and outcome = 'DONE'`);
  if (done === row.total) return 'SUCCEEDED';
  return done > 0 ? 'PARTIAL' : 'FAILED';
}

export const jobLife: LifeCycle<Job> = lifeCycle<Job>({
  machine: jobMachine,
  reads: job,
  entity: JobEntity,
  actions: jobActions,
  parties: ({ tenantId, viewer }) => ({
    partnerId: viewer.side === 'partner' ? tenantId : null,
    sellerId: viewer.side === 'seller' ? tenantId : null,
    customerId: null,
  }),
  label: ({ label }) => label,
  effects: {
    async start(tx: Tx, row: Job) {
      await announce(tx, row);
      // After an outage of a day nobody expects any more what was asked for before it.
      if (tx.now.getTime() - row.startsAt.getTime() > DAY) {
        row.finishedAt = tx.now;
        await skipRest(tx, row.id, 'JOB_EXPIRED');
        return 'EXPIRED';
      }
      await hint(tx.em, JOB_TASK, 0, `job:${row.id}`);
      return 'RUNNING';
    },

    async finish(tx: Tx, row: Job) {
      await announce(tx, row);
      row.finishedAt = tx.now;
      row.leaseUntil = null;
      return await outcomeOf(tx, row);
    },

    async cancel(tx: Tx, row: Job) {
      await announce(tx, row);
      row.finishedAt = tx.now;
      await skipRest(tx, row.id, null);
    },
  },
});
