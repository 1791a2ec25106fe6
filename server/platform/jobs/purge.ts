import { type Clock, DAY } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Policy } from '../rules/policy.ts';
import type { Sql } from '../sql/sql.ts';
import { systemViewer } from '../viewer.ts';
import type { JobTask } from './worker.ts';

const BATCH = 1_000;

/** Rows that are deleted or erased some days after an event of theirs. */
export interface Purge {
  readonly name: string;
  /** Days for which the rows are kept. */
  readonly keep: Policy;
  /** Statement that deletes or erases at most `most` rows that are older than `until`, and returns each of them. */
  readonly batch: (until: Date, most: number) => Sql;
}

/** The task of a purge. Each run is one batch, and returns the number of its rows. */
export const purgeTask = (
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  { name, keep, batch }: Purge,
): JobTask => ({
  name: `purge-${name}`,
  run: () =>
    db.transaction(systemViewer('purge'), async (tx) => {
      const now = clock.now();
      const until = new Date(now.getTime() - (await keep.value(tx, now)) * DAY);
      return (await tx.rows(batch(until, BATCH))).length;
    }),
});
