import { DAY } from '../../../platform/clock.ts';
import type { CommandDeps } from '../../../platform/command/types.ts';
import { definePolicy } from '../../../platform/rules/policy.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer } from '../../../platform/viewer.ts';

const BATCH = 1_000;

export const quarantineDays = definePolicy({
  key: 'upstream.quarantine-keep',
  unit: 'DAYS',
  default: 90,
  description:
    'How long a row of the quarantine that was applied or dismissed is kept after a run read it last.',
});

/** Deletes rows of the quarantine that are settled and that the upstream has not sent again for long enough. */
export const purgeQuarantine = ({ db, clock }: CommandDeps) => ({
  name: 'purge-quarantine',
  run: () =>
    db.transaction(systemViewer('purge'), async (tx) => {
      const now = clock.now();
      const until = new Date(now.getTime() - (await quarantineDays.value(tx, now)) * DAY);
      const gone = await tx.rows(sql`delete from quarantined_row where id = any(array(
          select id from quarantined_row where status <> 'OPEN' and seen_at < ${until}
          order by seen_at limit ${BATCH})) returning id`);
      return gone.length;
    }),
});
