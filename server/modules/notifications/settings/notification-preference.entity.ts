import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { memberPolicies } from '../../../platform/db/tenancy.ts';
import { MAIL_LOCALES } from '../../../platform/mail/locales.ts';
import { MembershipEntity, OrganizationEntity } from '../../identity/index.ts';
import type { Channel } from '../kind/channels.ts';
import { memberParties } from '../notification/notification.entity.ts';

/** Full hours in Asia/Shanghai at which a digest can be sent. */
export const DIGEST_HOURS = [6, 7, 8, 9, 10, 11, 12] as const;
/** Before the working day begins. */
export const DIGEST_HOUR = 8;

/**
 * Notification settings of one member. The defaults of the role apply to everything that the member did not
 * choose.
 */
export const NotificationPreferenceEntity = aggregate({
  name: 'NotificationPreference',
  parties: memberParties,
  properties: {
    ...p.base(),
    orgId: () => p.ref(OrganizationEntity),
    memberId: () => p.ref(MembershipEntity).deleteRule('cascade'),
    rules: p.json<Readonly<Record<string, readonly Channel[]>>>(),
    digestHour: p.integer().default(DIGEST_HOUR),
    /** Null: all languages. */
    mailLocale: p.word(MAIL_LOCALES).nullable(),
  },
  uniques: [{ name: 'notification_preference_of_member', properties: ['memberId'] }],
  checks: [
    {
      name: 'notification_preference_hour',
      expression: `digest_hour between ${DIGEST_HOURS[0]} and ${DIGEST_HOURS.at(-1)}`,
    },
    {
      name: 'notification_preference_rules',
      expression: `jsonb_typeof(rules) = 'object' and octet_length(rules::text) <= 4096`,
    },
  ],
  rowLevelSecurity: 'force',
  policies: memberPolicies(),
});
