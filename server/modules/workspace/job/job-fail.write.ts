import { transact } from '../../../platform/command/pipeline.ts';
import type { CommandDeps } from '../../../platform/command/types.ts';
import type { ReasonCode } from '../../../platform/reasons.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer } from '../../../platform/viewer.ts';
import { jobLife, skipRest } from './job.life.ts';

/** Ends a running job that cannot go on as a whole. Rows already done stay done. */
export async function failJob(deps: CommandDeps, id: string, code: ReasonCode): Promise<void> {
  await transact(deps, systemViewer('jobs'), 'jobs', async (tx) => {
    const row = await tx.get(jobLife, id);
    if (row.status !== 'RUNNING') return;
    await skipRest(tx, id, code);
    const stored = await tx.rows(sql`
      select 1 from job_row where job_id = ${id} union all select 1 from import_row where job_id = ${id} limit 1`);
    if (stored.length === 0)
      row.results = [{ outcome: 'FAILED', code, count: Math.max(row.total, 1) }];
    await tx.fire(jobLife, row, 'finish');
  });
}
