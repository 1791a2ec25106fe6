import { KNOWN_YEARS, ZONE } from '../calendar.ts';
import { type Sql, sql } from '../sql/sql.ts';

/**
 * Whether an instant that was counted in working days is provisional: no holiday plan is published for its year, so
 * Monday to Friday were counted (domain §5.9). False for null.
 */
export const provisional = (at: Sql): Sql =>
  sql`coalesce(extract(year from ${at} at time zone ${sql.literal(ZONE)})::int <> all(array[${sql.raw(KNOWN_YEARS.join(', '))}]), false)`;
