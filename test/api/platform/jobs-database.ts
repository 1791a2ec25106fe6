import { type Database, openDatabase } from '../../../server/platform/db/database.ts';
import { jobEntities } from '../../../server/platform/jobs/index.ts';
import { freshDatabase } from '../../kit/db.ts';

export interface JobsDatabase {
  readonly db: Database;
  readonly superuserUrl: string;
  drop(): Promise<void>;
}

/** A migrated database opened with the platform's own tables only: no module is needed to test them. */
export async function openJobsDatabase(): Promise<JobsDatabase> {
  const { drop, superuserUrl, ...urls } = await freshDatabase();
  const db = await openDatabase({ ...urls, entities: jobEntities });
  return {
    db,
    superuserUrl,
    async drop() {
      await db.close();
      await drop();
    },
  };
}
