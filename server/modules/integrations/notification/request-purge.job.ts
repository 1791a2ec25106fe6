import { sql } from '../../../platform/sql/sql.ts';
import { requestDays } from './notification.policies.ts';

/**
 * Erases the requests of notifications that ended longer ago than the policy allows. The notification stays: the same
 * matter, sent again, has no second effect.
 */
export const requestPurge = {
  name: 'notification-requests',
  keep: requestDays,
  batch: (until: Date, most: number) =>
    sql`update upstream_notification set raw = '' where id = any(array(
          select id from upstream_notification
          where ended_at < ${until} and raw <> '' and next_try_at is null order by ended_at limit ${most})) returning id`,
};
