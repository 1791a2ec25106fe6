import { type Database, openDatabase } from '../../../server/platform/db/database.ts';
import { jobEntities } from '../../../server/platform/jobs/index.ts';
import { freshDatabase } from '../../kit/db.ts';

export interface JobsDatabase {
  readonly db: Database;
  readonly superuserUrl: string;
  drop(): Promise<void>;
}

/** A migrated database with the platform's tables only, which these tests need. */
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
