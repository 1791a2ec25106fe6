import { type Clock, DAY } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { JobTask } from '../../../platform/jobs/worker.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer } from '../../../platform/viewer.ts';
import { jobDays } from './job-policies.ts';

/** Jobs per batch; each has up to ten thousand rows. */
const BATCH = 10;

/** Deletes jobs that ended longer ago than the policy allows; their changes remain in the audit. */
export const purgeJobs = (db: Database, clock: Clock): JobTask => ({
  name: 'purge-jobs',
  run: () =>
    db.transaction(systemViewer('purge'), async (tx) => {
      const now = clock.now();
      const until = new Date(now.getTime() - (await jobDays.value(tx, now)) * DAY);
      const gone = await tx.rows(sql`delete from job where id = any(array(
          select id from job where created_at < ${until} and finished_at < ${until}
          order by created_at, id limit ${BATCH})) returning id`);
      return gone.length;
    }),
});
