import { DAY } from '../../../platform/clock.ts';
import type { CommandDeps } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer } from '../../../platform/viewer.ts';
import { requestDays } from './notification.policies.ts';

const BATCH = 1_000;

/**
 * Erases the requests of notifications that ended longer ago than the policy allows. The notification stays: the same
 * matter, sent again, has no second effect.
 */
export const purgeRequests = ({ db, clock }: CommandDeps) => ({
  name: 'purge-notification-requests',
  run: () =>
    db.transaction(systemViewer('purge'), async (tx) => {
      const now = clock.now();
      const until = new Date(now.getTime() - (await requestDays.value(tx, now)) * DAY);
      const erased =
        await tx.rows(sql`update upstream_notification set raw = '' where id = any(array(
          select id from upstream_notification
          where ended_at < ${until} and raw <> '' and next_try_at is null order by ended_at limit ${BATCH})) returning id`);
      return erased.length;
    }),
});
