import { definePolicy } from '../../../platform/rules/policy.ts';
import { sql } from '../../../platform/sql/sql.ts';

export const notificationDays = definePolicy({
  key: 'notification.keep',
  unit: 'DAYS',
  default: 180,
  description: 'How long a notification is kept, read or not.',
});

/** Deletes notifications that are older than the policy allows, batch by batch. */
export const notificationPurge = {
  name: 'notifications',
  keep: notificationDays,
  batch: (until: Date, most: number) =>
    sql`delete from notification where id = any(array(
          select id from notification where created_at < ${until}
          order by created_at, id limit ${most})) returning id`,
};
