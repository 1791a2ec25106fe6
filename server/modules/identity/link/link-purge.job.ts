import { definePolicy } from '../../../platform/rules/policy.ts';
import { sql } from '../../../platform/sql/sql.ts';

export const linkDays = definePolicy({
  key: 'mail.links-keep',
  unit: 'DAYS',
  default: 90,
  description:
    'How long a mailed link is kept after its use or its end, with the address that received it.',
});

/** Deletes links that were used or ended longer ago than the policy allows; the audit keeps what they did. */
export const linkPurge = {
  name: 'links',
  keep: linkDays,
  batch: (until: Date, most: number) =>
    sql`delete from one_time_link where id = any(array(
          select id from one_time_link where least(used_at, expires_at) < ${until}
          order by least(used_at, expires_at) limit ${most})) returning id`,
};
