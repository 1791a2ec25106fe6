import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { rowsIn } from '../db/database.ts';
import { sql } from '../sql/sql.ts';

/** Schedules `task` after `delayMs`, in the transaction of `em`. A later call with the same key replaces the schedule. */
export async function hint(
  em: SqlEntityManager,
  task: string,
  delayMs: number,
  key: string,
): Promise<void> {
  const seconds = Math.max(0, delayMs / 1000);
  await rowsIn(
    em,
    sql`select enqueue_job(${task}, '{}', make_interval(secs => ${seconds}), ${key})`,
  );
}
