import { NOW } from '../../../platform/db/tenancy.ts';
import type { SqlOf } from '../../../platform/read/declare.ts';
import { definePolicy } from '../../../platform/rules/policy.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';

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

/** Whether a number of further mails, 1 by default, exceeds the limit of an organization. */
export const exceedsMailLimit = (orgId: Sql, mails = sql.raw('1')): Sql =>
  sql`(select guard_mails_reached(${orgId}, ${now} - interval '24 hours', ${mailsPerDay.sql}::int + 1 - ${mails}))`;

/**
 * Facts of the guards MAIL_TOO_SOON and MAIL_LIMIT_REACHED. The outbox hides its rows from organizations, so functions
 * look into it.
 */
export const mailFacts = {
  mailedRecently: (d) =>
    sql`guard_mailed_since(${d.id}, ${now} - make_interval(mins => ${mailPauseMinutes.sql}::int))`,
  mailPause: () => sql`trim_scale(${mailPauseMinutes.sql})::text`,
  overMailLimit: (_d, v) => exceedsMailLimit(v.tenantId),
  mailLimit: () => sql`trim_scale(${mailsPerDay.sql})::text`,
} satisfies Record<string, SqlOf<'id'>>;
