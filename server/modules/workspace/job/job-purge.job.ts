import { DAY } from '../../../platform/clock.ts';
import type { CommandDeps } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer } from '../../../platform/viewer.ts';
import { TransferFileEntity } from '../../transfers/index.ts';
import { jobDays } from './job.policies.ts';

/** Jobs per batch; each has up to ten thousand rows. */
const BATCH = 10;

/** Deletes jobs that ended longer ago than the policy allows; their changes remain in the audit. */
export const purgeJobs = ({ db, clock }: CommandDeps) => ({
  name: 'purge-jobs',
  run: () =>
    db.transaction(systemViewer('purge'), async (tx) => {
      const now = clock.now();
      const until = new Date(now.getTime() - (await jobDays.value(tx, now)) * DAY);
      const gone = await tx.rows<{
        fileId: string | null;
      }>(sql`delete from job where id = any(array(
          select j.id from job j where j.created_at < ${until} and j.finished_at < ${until} and not exists (
            select 1 from ${sql.table(TransferFileEntity)} f where f.id = j.file_id and f.removed_at is null)
          order by j.created_at, j.id limit ${BATCH})) returning file_id as "fileId"`);
      const files = gone.flatMap(({ fileId }) => fileId ?? []);
      await tx.rows(
        sql`delete from ${sql.table(TransferFileEntity)} where id = any(${files}::uuid[])`,
      );
      return gone.length;
    }),
});
