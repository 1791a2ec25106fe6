import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { memberPolicies } from '../../../platform/db/tenancy.ts';
import { MembershipEntity, OrganizationEntity } from '../../identity/index.ts';
import { memberParties } from '../notification/notification.entity.ts';

/** Link of one member to the calendar of its deadlines. Renewing replaces the row; revoking deletes it. */
export const CalendarFeedEntity = aggregate({
  name: 'CalendarFeed',
  parties: memberParties,
  properties: {
    ...p.base(),
    orgId: () => p.ref(OrganizationEntity),
    memberId: () => p.ref(MembershipEntity).deleteRule('cascade'),
    tokenHash: p.text(),
  },
  uniques: [
    { name: 'calendar_feed_of_member', properties: ['memberId'] },
    { name: 'calendar_feed_token', properties: ['tokenHash'] },
  ],
  rowLevelSecurity: 'force',
  policies: memberPolicies(),
});
