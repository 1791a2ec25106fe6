import { calendar } from '../../platform/calendar.ts';
import { NOW } from '../../platform/db/tenancy.ts';
import type { Columns } from '../../platform/sql/columns.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { codePauseMinutes, codeSends, codeTries, codeWindowHours } from './binding.policies.ts';

const now = sql.raw(NOW);
const WINDOW = sql`make_interval(hours => ${codeWindowHours.sql}::int)`;
const PAUSE = sql`make_interval(mins => ${codePauseMinutes.sql}::int)`;

/** Partner and customer of a binding, whose codes are counted together. */
type Pair = Columns<'customerId' | 'partnerId'>;

const counted = (d: Pair): Sql => sql`from consent_code k
  where k.customer_id = ${d.customerId} and k.partner_id = ${d.partnerId} and k.created_at > ${now} - ${WINDOW}`;

/** Number of wrong entries left; 0 while codes are locked. */
export const triesLeft = (d: Pair): Sql =>
  sql`(select greatest(0, ${codeTries.sql}::int - coalesce(sum(k.wrong_tries), 0)::int) ${counted(d)})`;

/**
 * Time from which another code may be sent; null if none was sent recently. A code and its entries leave the
 * count when the code is old enough, so a lock ends with its oldest code.
 */
export const nextCodeAt = (d: Pair): Sql => sql`(select greatest(
    max(k.created_at) + ${PAUSE},
    case when count(*) >= ${codeSends.sql} then min(k.created_at) + ${WINDOW} end,
    case when sum(k.wrong_tries) >= ${codeTries.sql}
      then min(k.created_at) filter (where k.wrong_tries > 0) + ${WINDOW} end) ${counted(d)})`;

/** `nextCodeAt` if it is in the future, else null. */
export const resendAt = (d: Pair): Sql =>
  sql`(select n.at from (select ${nextCodeAt(d)} as at) n where n.at > ${now})`;

/** `nextCodeAt` as text in the marketplace's time zone, for messages. */
export const nextCodeText = (d: Pair): Sql =>
  sql`to_char(${nextCodeAt(d)} at time zone ${sql.literal(calendar.zone)}, 'YYYY-MM-DD HH24:MI')`;

/** Time at which the latest code of a binding expires; null without a code. */
export const codeExpiresAt = (d: Pair & Columns<'id'>): Sql => sql`(select k.expires_at from (
    select x.* from consent_code x where x.binding_id = ${d.id} order by x.created_at desc, x.id desc limit 1) k
  where k.used_at is null and k.expires_at > ${now} and ${triesLeft(d)} > 0)`;
