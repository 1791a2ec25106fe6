import type { Rows } from '../db/transaction.ts';
import { sql } from '../sql/sql.ts';

/** Schedules `task` after `delayMs`, in the transaction `tx`. A later call with the same key replaces the schedule. */
export async function hint(tx: Rows, task: string, delayMs: number, key: string): Promise<void> {
  const seconds = Math.max(0, delayMs / 1000);
  await tx.rows(sql`select enqueue_job(${task}, '{}', make_interval(secs => ${seconds}), ${key})`);
}
