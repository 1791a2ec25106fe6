import { calendarSql } from '../../../platform/db/calendar-sql.ts';
import { NOW } from '../../../platform/db/tenancy.ts';
import type { SqlOf } from '../../../platform/read/declare.ts';
import { definePolicy } from '../../../platform/rules/policy.ts';
import { sql } from '../../../platform/sql/sql.ts';

export const mailPauseMinutes = definePolicy({
  key: 'mail.pause',
  unit: 'MINUTES',
  default: 5,
  description:
    'Time that must pass before an organization mails somebody outside about the same record again.',
});

export const mailsPerDay = definePolicy({
  key: 'mail.daily',
  unit: 'COUNT',
  default: 1_000,
  description:
    'Largest number of mails to persons outside that an organization can send within 24 hours: invitations, offers and their repetitions.',
});

const now = sql.raw(NOW);

/** Time from which a record may be mailed about again; null if it never was. */
const mayMailFrom: SqlOf<'id'> = (d) =>
  sql`(guard_mailed_at(${d.id}) + make_interval(mins => ${mailPauseMinutes.sql}::int))`;

/**
 * Facts of the guards MAIL_TOO_SOON and MAIL_LIMIT_REACHED. The outbox hides its rows from organizations, so functions
 * count them.
 */
export const mailFacts = {
  mailedRecently: (...at) => sql`${mayMailFrom(...at)} > ${now}`,
  mayMailFrom: (...at) => calendarSql.text(mayMailFrom(...at), 'YYYY-MM-DD HH24:MI'),
  overMailLimit: (_d, v) =>
    sql`(select guard_mails_since(${v.tenantId}, ${now} - interval '24 hours')) >= ${mailsPerDay.sql}`,
  mailLimit: () => sql`trim_scale(${mailsPerDay.sql})::text`,
} satisfies Record<string, SqlOf<'id'>>;
