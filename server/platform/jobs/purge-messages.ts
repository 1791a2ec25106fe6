import { definePolicy } from '../rules/policy.ts';
import { sql } from '../sql/sql.ts';

export const messageDays = definePolicy({
  key: 'mail.keep',
  unit: 'DAYS',
  default: 90,
  description:
    'How long a mail or an SMS is kept after it was sent or given up, with its recipient and the values of its text. Short links in SMS work as long.',
});

/** Deletes messages that were sent or given up and are older than the policy allows, batch by batch. */
export const messagePurge = {
  name: 'messages',
  keep: messageDays,
  batch: (until: Date, most: number) =>
    sql`delete from outbox_message where id = any(array(
          select id from outbox_message where coalesce(sent_at, failed_at) < ${until}
          order by coalesce(sent_at, failed_at) limit ${most})) returning id`,
};
