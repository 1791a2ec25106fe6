import { aggregate } from '../../platform/db/aggregate.ts';
import { p } from '../../platform/db/columns.ts';
import { ALL } from '../../platform/db/parties.ts';
import { DB_ROLES, operatorRows } from '../../platform/db/tenancy.ts';
import { MembershipEntity, OrganizationEntity } from '../identity/index.ts';
import { memberOwn, OWN } from './notification.entity.ts';

/** Link of one member to the calendar of its deadlines. Renewing replaces the row; revoking deletes it. */
export const CalendarFeedEntity = aggregate({
  name: 'CalendarFeed',
  parties: {
    partner: { column: 'orgId', narrow: memberOwn },
    rep: ALL,
    seller: { column: 'orgId', narrow: memberOwn },
    operator: { column: 'orgId', narrow: memberOwn },
  },
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
  policies: [
    { name: 'owner_all', roles: [DB_ROLES.owner], using: 'true', check: 'true' },
    { name: 'app_rows', roles: [DB_ROLES.app], using: OWN, check: OWN },
    operatorRows(OWN),
    { name: 'reporting_rows', command: 'select', roles: [DB_ROLES.reporting], using: 'false' },
  ],
});
