import { DAY } from '../../../platform/clock.ts';
import type { CommandDeps } from '../../../platform/command/types.ts';
import type { Policy } from '../../../platform/rules/policy.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer } from '../../../platform/viewer.ts';
import type { CodeSeries } from './one-time-code.read.ts';

const BATCH = 1_000;

/** Deletes codes of a series that expired longer ago than a policy allows, used or not. */
export const purgeCodes = (
  { db, clock }: CommandDeps,
  { purpose, table }: CodeSeries,
  keep: Policy,
) => ({
  name: `purge-${purpose}s`,
  run: () =>
    db.transaction(systemViewer('purge'), async (tx) => {
      const now = clock.now();
      const until = new Date(now.getTime() - (await keep.value(tx, now)) * DAY);
      const gone = await tx.rows(sql`delete from ${table} where id = any(array(
          select id from ${table} where expires_at < ${until} order by expires_at limit ${BATCH})) returning id`);
      return gone.length;
    }),
});
