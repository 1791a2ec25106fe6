import { definePolicy } from '../../../platform/rules/policy.ts';
import { sql } from '../../../platform/sql/sql.ts';

export const quarantineDays = definePolicy({
  key: 'upstream.quarantine-keep',
  unit: 'DAYS',
  default: 90,
  description:
    'How long a row of the quarantine that was applied or dismissed is kept after a run read it last.',
});

/** Deletes rows of the quarantine that are settled and that the upstream has not sent again for long enough. */
export const quarantinePurge = {
  name: 'quarantine',
  keep: quarantineDays,
  batch: (until: Date, most: number) =>
    sql`delete from quarantined_row where id = any(array(
          select id from quarantined_row where status <> 'OPEN' and seen_at < ${until}
          order by seen_at limit ${most})) returning id`,
};
