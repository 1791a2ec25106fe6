import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { type Sql, sql } from '../sql/sql.ts';
import { systemViewer } from '../viewer.ts';
import { deadlineChange } from './deadlines.ts';
import { drain } from './drain.ts';

/** Below the lease of a worker, so that the job of a killed one finds its deadline free when it runs again. */
const LEASE_MS = 30_000;

/**
 * Fires a deadline's event on its subject. It must first claim the deadline (`claimDeadline`), in the transaction of
 * its changes. A throw postpones the deadline.
 */
export type Fire = (
  subjectType: string,
  event: string,
  subjectId: string,
  deadlineId: string,
) => Promise<void>;

export interface SweepDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly fire: Fire;
  readonly log: Logger;
}

interface DueDeadline {
  readonly id: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly event: string;
  readonly dueAt: Date;
  readonly attempts: number;
}

/**
 * Fires all due deadlines, ordered by time, until none is due. Returns the number of fired deadlines. Any number of
 * servers may sweep concurrently. A failing deadline does not delay the others.
 */
export async function sweepDeadlines(
  { db, clock, fire, log }: SweepDeps,
  stopping?: AbortSignal,
): Promise<number> {
  const run = <R>(query: Sql): Promise<R[]> =>
    db.transaction(systemViewer('deadlines'), (tx) => tx.rows<R>(query));

  return await drain<DueDeadline>({
    stopping,
    async take() {
      const now = clock.now();
      const [row] = await run<DueDeadline>(sql`
        update deadline set attempts = attempts + 1, next_try_at = ${new Date(now.getTime() + LEASE_MS)}
        where id = (
          select id from deadline
          where fired_at is null and event is not null and paused_since is null and due_at <= ${now}
            and (next_try_at is null or next_try_at <= ${now})
          order by due_at, id limit 1 for update skip locked
        )
        returning id, subject_type as "subjectType", subject_id as "subjectId", event, due_at as "dueAt", attempts`);
      return row;
    },
    async work({ id, subjectType, event, subjectId, dueAt }) {
      await fire(subjectType, event, subjectId, id);
      // A command without effect leaves the row as taken; a command that moved the deadline changes `due_at`.
      await run(sql`
        update deadline set fired_at = ${clock.now()}
        where id = ${id} and fired_at is null and paused_since is null and due_at = ${dueAt}
        returning ${deadlineChange}`);
    },
    async failed({ id, subjectType, event, subjectId }, error, pauseMs) {
      log.error(
        { err: error, deadline: id, subjectType, event, subjectId },
        'deadline failed, will be tried again',
      );
      const next = new Date(clock.now().getTime() + pauseMs);
      await run(sql`
        update deadline set next_try_at = ${next}, last_error = ${error.message} where id = ${id} and fired_at is null`);
      return true;
    },
  });
}
