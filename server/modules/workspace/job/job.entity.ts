import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { Viewer } from '../../../platform/viewer.ts';
import { OrganizationEntity } from '../../identity/index.ts';
import { TransferFileEntity } from '../../transfers/index.ts';
import { JOB_STATES } from './job.machine.ts';

/** Number of rows with one outcome and reason. */
export interface JobResult {
  readonly outcome: string;
  readonly code: string | null;
  readonly count: number;
}

export const JOB_KINDS = ['BULK_ACTION', 'UNDO', 'EXPORT', 'IMPORT'] as const;

/**
 * Job over many rows. It stores the requester, so that every row runs as that person, and the input for all
 * rows; the rows are fixed at creation.
 */
export const JobEntity = aggregate({
  name: 'Job',
  parties: {
    partner: 'tenantId',
    rep: (d, v) => sql`${d.requesterId} = ${v.actorId}`,
    seller: 'tenantId',
    operator: 'tenantId',
  },
  properties: {
    ...p.record(),
    tenantId: () => p.ref(OrganizationEntity),
    kind: p.word(JOB_KINDS),
    action: p.text(),
    status: p.word(JOB_STATES),
    total: p.integer(),
    /** Name of the first row. */
    label: p.text(),
    requesterId: p.uuid(),
    requesterName: p.text(),
    viewer: p.json<Viewer>(),
    requestId: p.text(),
    /** Input of the command without the row's id. */
    input: p.json<Readonly<Record<string, unknown>>>(),
    /** Latest start; until then the job can be undone and nothing has happened. */
    startsAt: p.instant(),
    finishedAt: p.instant().nullable(),
    /** Outcomes of the rows, counted at the end, so that a list of jobs does not count them again. */
    results: p.json<readonly JobResult[]>().nullable(),
    undoesId: p.uuid().nullable(),
    /** Meaning of the columns of an imported file; null until its rows are loaded. */
    mapping: p.json<readonly { header: string; column: string | null }[]>().nullable(),
    /** Time at which the requester decided to import the checked rows. */
    committedAt: p.instant().nullable(),
    /** Rows done so far by a job whose rows are not stored. */
    progress: p.integer().default(0),
    /** File that the job makes. */
    fileId: () => p.ref(TransferFileEntity).nullable(),
    /** End of the lease of the worker that runs the job; the lease of a killed worker expires. */
    leaseUntil: p.instant().nullable(),
    attempts: p.integer().default(0),
    version: p.version(),
  },
  checks: [
    {
      name: 'job_finished',
      expression: `(status in ('QUEUED', 'RUNNING', 'CHECKED')) = (finished_at is null)`,
    },
    { name: 'job_undo', expression: `(kind = 'UNDO') = (undoes_id is not null)` },
    { name: 'job_file', expression: `(kind = 'EXPORT') = (file_id is not null)` },
  ],
  indexes: [
    { name: 'job_of_tenant', properties: ['tenantId', 'createdAt', 'id'] },
    { name: 'job_of_requester', properties: ['requesterId', 'createdAt', 'id'] },
    { name: 'job_newest', properties: ['createdAt', 'id'] },
    { name: 'job_changed', properties: ['updatedAt', 'id'] },
    { name: 'job_changed_of_tenant', properties: ['tenantId', 'updatedAt', 'id'] },
    { name: 'job_undoing', properties: ['undoesId'] },
    { name: 'job_of_file', properties: ['fileId'] },
    {
      name: 'job_running',
      expression: `create index job_running on job (lease_until) where status = 'RUNNING'`,
    },
  ],
});
export type Job = InferEntity<typeof JobEntity>;
