import { eventCommand } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { PublicError } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { bulkAction } from './bulk-actions.ts';
import { runAtOnce } from './bulk-run.job.ts';
import { JobEntity } from './job.entity.ts';
import { jobLife } from './job.life.ts';
import { makeJob, type NewRow } from './job-make.write.ts';

const cancel = eventCommand(jobLife, 'cancel', {
  description: 'Stops a job. Finished rows stay done; a decision that has not run yet is undone.',
});

const undone = eventCommand(jobLife, 'undo', {
  description:
    'Undoes a finished job: starts and returns a new job that restores the previous values of its rows. Rows changed since then are left alone.',
});

const undo = {
  ...undone,
  async run(tx: Tx, input: unknown) {
    const values = await undone.run(tx, input);
    return { job: await undoing(tx, String(values.job)) };
  },
  afterwards: (deps, { job: id }) => runAtOnce(deps, String(id)),
} satisfies AnyCommand;

/** Creates the job that undoes another one, with its rows in reverse order. */
async function undoing(tx: Tx, id: string): Promise<string> {
  const former = await tx.get(JobEntity, id);
  if (!bulkAction(former.action).roles.includes(tx.viewer.role)) throw PublicError.forbidden();
  const rows = await tx.rows<NewRow & { subjectType: string }>(sql`
    select subject_id as id, label, null as version, null as code, remembered, subject_type as "subjectType"
    from job_row where job_id = ${id} and outcome = 'DONE' and remembered is not null order by position desc`);
  return await makeJob(tx, {
    kind: 'UNDO',
    action: former.action,
    subjectType: rows[0]!.subjectType,
    input: {},
    rows,
    held: false,
    undoesId: id,
  });
}

export const jobCommands: readonly AnyCommand[] = [cancel, undo];
