import type { Policy } from '../../../platform/rules/policy.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { CodeSeries } from './one-time-code.read.ts';

/** Deletes codes of a series that expired longer ago than a policy allows, used or not. */
export const purgeOfCodes = ({ purpose, table }: CodeSeries, keep: Policy) => ({
  name: `${purpose}s`,
  keep,
  batch: (until: Date, most: number) => sql`delete from ${table} where id = any(array(
    select id from ${table} where expires_at < ${until} order by expires_at limit ${most})) returning id`,
});
