import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { JobTask } from '../jobs/worker.ts';
import { sql } from '../sql/sql.ts';
import { systemViewer } from '../viewer.ts';

const BATCH = 1_000;

export const purgeKeys = (db: Database, clock: Clock): JobTask => ({
  name: 'purge-keys',
  run: () =>
    db.transaction(systemViewer('purge'), async (tx) => {
      const gone = await tx.rows(sql`delete from idempotency_key where ctid = any(array(
          select ctid from idempotency_key where expires_at < ${clock.now()} limit ${BATCH})) returning key`);
      return gone.length;
    }),
});
