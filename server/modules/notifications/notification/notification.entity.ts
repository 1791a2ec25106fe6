import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { ALL, assignedTo } from '../../../platform/db/parties.ts';
import { memberPolicies } from '../../../platform/db/tenancy.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { MembershipEntity, OrganizationEntity } from '../../identity/index.ts';

/** Colleagues and operators do not read it. */
const memberOwn = (d: { readonly memberId: Sql }, v: typeof sql.viewer): Sql =>
  sql`${d.memberId} = ${v.memberId}`;

/** Parties of rows that only their member reads. */
export const memberParties = {
  partner: { column: 'orgId', narrow: memberOwn },
  rep: ALL,
  seller: { column: 'orgId', narrow: memberOwn },
  operator: { column: 'orgId', narrow: memberOwn },
} as const;

/** Notification of one member about one event. Nobody else reads it, neither colleagues nor operators. */
export const NotificationEntity = aggregate({
  name: 'Notification',
  parties: {
    partner: { column: 'orgId', narrow: memberOwn, by: 'memberId' },
    rep: assignedTo('customerId'),
    seller: { column: 'orgId', narrow: memberOwn, by: 'memberId' },
    operator: { column: 'orgId', narrow: memberOwn, by: 'memberId', roles: ['operator'] },
  },
  properties: {
    ...p.base(),
    orgId: () => p.ref(OrganizationEntity),
    memberId: () => p.ref(MembershipEntity).deleteRule('cascade'),
    subjectType: p.text(),
    subjectId: p.uuid(),
    /**
     * Customer of the object: a rep reads the notification only while the customer is assigned to the rep.
     */
    customerId: p.uuid().nullable(),
    event: p.text(),
    kind: p.text(),
    /** Whether the portal shows it, and whether the next digest includes it. */
    inPortal: p.boolean(),
    awaitsDigest: p.boolean(),
    /** Name of the object at the time of the event. */
    label: p.text(),
    /** Name of the actor; null if the clock triggered the event. */
    actorName: p.text().nullable(),
    readAt: p.instant().nullable(),
  },
  indexes: [
    { name: 'notification_of_member', properties: ['memberId', 'createdAt', 'id'] },
    {
      name: 'notification_unread',
      expression:
        'create index notification_unread on notification (member_id, created_at, id) where read_at is null',
    },
    {
      name: 'notification_for_digest',
      expression:
        'create index notification_for_digest on notification (member_id, created_at, id) where awaits_digest',
    },
    { name: 'notification_oldest', properties: ['createdAt', 'id'] },
  ],
  rowLevelSecurity: 'force',
  policies: memberPolicies(),
});
