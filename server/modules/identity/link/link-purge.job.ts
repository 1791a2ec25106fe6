import { DAY } from '../../../platform/clock.ts';
import type { CommandDeps } from '../../../platform/command/types.ts';
import { definePolicy } from '../../../platform/rules/policy.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer } from '../../../platform/viewer.ts';

const BATCH = 1_000;

export const linkDays = definePolicy({
  key: 'mail.links-keep',
  unit: 'DAYS',
  default: 90,
  description:
    'How long a mailed link is kept after its use or its end, with the address that received it.',
});

/** Deletes links that were used or ended longer ago than the policy allows; the audit keeps what they did. */
export const purgeLinks = ({ db, clock }: CommandDeps) => ({
  name: 'purge-links',
  run: () =>
    db.transaction(systemViewer('purge'), async (tx) => {
      const now = clock.now();
      const until = new Date(now.getTime() - (await linkDays.value(tx, now)) * DAY);
      const gone = await tx.rows(sql`delete from one_time_link where id = any(array(
          select id from one_time_link where least(used_at, expires_at) < ${until}
          order by least(used_at, expires_at) limit ${BATCH})) returning id`);
      return gone.length;
    }),
});
