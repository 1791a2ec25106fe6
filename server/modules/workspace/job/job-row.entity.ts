import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { copiesOf } from '../../../platform/db/parent-keys.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { JobEntity } from './job.entity.ts';

export const ROW_OUTCOMES = ['WAITING', 'DONE', 'REFUSED', 'FAILED', 'SKIPPED'] as const;

/**
 * Row of a job with its outcome. The change and the outcome are written in one transaction, so that a row is
 * done once, however often the job resumes.
 */
export const JobRowEntity = aggregate({
  name: 'JobRow',
  parties: {
    partner: 'tenantId',
    rep: (d, v) =>
      sql`exists (select 1 from job j where j.id = ${d.jobId} and j.requester_id = ${v.actorId})`,
    seller: 'tenantId',
    operator: 'tenantId',
  },
  copies: copiesOf(JobEntity, 'jobId', ['tenantId']),
  properties: {
    ...p.base(),
    jobId: () => p.ref(JobEntity).deleteRule('cascade'),
    tenantId: p.uuid(),
    position: p.integer(),
    subjectType: p.text(),
    subjectId: p.uuid(),
    label: p.text().nullable(),
    /** Version of the object when the requester chose it. */
    subjectVersion: p.integer().nullable(),
    outcome: p.word(ROW_OUTCOMES),
    code: p.text().nullable(),
    params: p.json<{ key: string; value: string }[]>().default('[]'),
    /** Previous values of the row, for an undo. */
    remembered: p.json().nullable(),
    /** Whether the row holds a decision that has not run yet: at most one per object. */
    held: p.boolean().default(false),
    doneAt: p.instant().nullable(),
  },
  indexes: [
    { name: 'job_row_place', properties: ['jobId', 'position', 'id'] },
    { name: 'job_row_outcome', properties: ['jobId', 'outcome', 'position'] },
    {
      name: 'job_row_held',
      expression: `create unique index job_row_held on job_row (subject_id) where held and outcome = 'WAITING'`,
    },
  ],
  checks: [
    {
      name: 'job_row_reason',
      expression: `(outcome in ('REFUSED', 'FAILED')) <= (code is not null)`,
    },
  ],
});
