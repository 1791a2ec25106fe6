import { DAY } from '../../platform/clock.ts';
import type { CommandDeps } from '../../platform/command/types.ts';
import { definePolicy } from '../../platform/rules/policy.ts';
import { sql } from '../../platform/sql/sql.ts';
import { systemViewer } from '../../platform/viewer.ts';

const BATCH = 1_000;

export const notificationDays = definePolicy({
  key: 'notification.keep',
  unit: 'DAYS',
  default: 180,
  description: 'How long a notification is kept, read or not.',
});

/** Deletes notifications that are older than the policy allows, batch by batch. */
export const purgeNotifications = ({ db, clock }: CommandDeps) => ({
  name: 'purge-notifications',
  run: () =>
    db.transaction(systemViewer('purge'), async (tx) => {
      const now = clock.now();
      const days = await notificationDays.value(tx, now);
      const gone = await tx.rows(sql`delete from notification where id = any(array(
          select id from notification where created_at < ${new Date(now.getTime() - days * DAY)}
          order by created_at, id limit ${BATCH})) returning id`);
      return gone.length;
    }),
});
