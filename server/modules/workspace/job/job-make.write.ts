import type { Tx } from '../../../platform/command/types.ts';
import type { ReasonCode } from '../../../platform/reasons.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { Job } from './job.entity.ts';
import { jobLife } from './job.life.ts';

/** Row as chosen. A code means that it is already refused. */
export interface NewRow {
  readonly id: string;
  readonly label: string | null;
  readonly version: number | null;
  readonly code: ReasonCode | null;
  /** Previous values of the row, for an undo. */
  readonly remembered?: object;
}

export interface NewJob {
  readonly kind: Job['kind'];
  readonly action: string;
  readonly subjectType: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly rows: readonly NewRow[];
  readonly held: boolean;
  readonly undoesId?: string;
  /** Number of rows and name of a job whose rows are not stored. */
  readonly unstored?: {
    readonly total: number;
    readonly label: string;
    readonly fileId: string | null;
  };
}

/** Time within which a decision can be undone. */
export const HOLD_MS = 10_000;
/** Largest job that runs within the request. */
export const SMALL = 50;
/** Delay after which the worker takes over the small job of a request that ended early. */
const GRACE_MS = 5_000;

/** Writes a job with its rows for the viewer of the transaction. Returns its id. */
export async function makeJob(tx: Tx, given: NewJob): Promise<string> {
  const { unstored } = given;
  const wait = unstored ? 0 : given.held ? HOLD_MS : given.rows.length <= SMALL ? GRACE_MS : 0;
  const row = await tx.begin(
    jobLife,
    {
      tenantId: tx.viewer.tenantId,
      kind: given.kind,
      action: given.action,
      total: unstored?.total ?? given.rows.length,
      label: unstored?.label ?? given.rows.find(({ label }) => label !== null)?.label ?? '',
      fileId: unstored?.fileId ?? null,
      progress: 0,
      mapping: null,
      committedAt: null,
      requesterId: tx.viewer.actorId,
      requesterName: tx.viewer.actorName,
      viewer: tx.viewer,
      requestId: tx.requestId,
      input: given.input,
      startsAt: new Date(tx.now.getTime() + wait),
      undoesId: given.undoesId ?? null,
      attempts: 0,
    },
    'create',
  );
  if (!unstored) await writeRows(tx, row.id, given);
  return row.id;
}

async function writeRows(
  tx: Tx,
  jobId: string,
  { subjectType, rows, held }: NewJob,
): Promise<void> {
  const source = JSON.stringify(rows.map((row, i) => ({ ...row, position: i + 1 })));
  const values = sql`
    select gen_random_uuid(), ${tx.now}::timestamptz, ${jobId}::uuid, ${tx.viewer.tenantId}::uuid, r.position, ${subjectType},
      r.id, r.label, r.version, case when r.code is null then 'WAITING' else 'REFUSED' end, r.code, '[]'::jsonb,
      r.remembered, ${held}::boolean, case when r.code is not null then ${tx.now}::timestamptz end
    from jsonb_to_recordset(${source}::jsonb) r(id uuid, label text, version int, code text, remembered jsonb, position int)`;
  await tx.rows(sql`
    insert into job_row (id, created_at, job_id, tenant_id, position, subject_type,
      subject_id, label, subject_version, outcome, code, params, remembered, held, done_at) ${values}`);
}
