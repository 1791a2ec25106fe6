import { type Clock, DAY } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { definePolicy } from '../rules/policy.ts';
import { sql } from '../sql/sql.ts';
import { systemViewer } from '../viewer.ts';
import type { JobTask } from './worker.ts';

const BATCH = 1_000;

export const messageDays = definePolicy({
  key: 'mail.keep',
  unit: 'DAYS',
  default: 90,
  description:
    'How long a mail or an SMS is kept after it was sent or given up, with its recipient and the values of its text. Short links in SMS work as long.',
});

/** Deletes messages that were sent or given up and are older than the policy allows, batch by batch. */
export const purgeMessages = (db: Database, clock: Clock): JobTask => ({
  name: 'purge-messages',
  run: () =>
    db.transaction(systemViewer('purge'), async (tx) => {
      const now = clock.now();
      const until = new Date(now.getTime() - (await messageDays.value(tx, now)) * DAY);
      const gone = await tx.rows(sql`delete from outbox_message where id = any(array(
          select id from outbox_message where coalesce(sent_at, failed_at) < ${until}
          order by coalesce(sent_at, failed_at) limit ${BATCH})) returning id`);
      return gone.length;
    }),
});
