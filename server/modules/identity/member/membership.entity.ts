import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { ALL } from '../../../platform/db/parties.ts';
import type { Role } from '../../../platform/viewer.ts';
import { OrganizationEntity } from '../organization/organization.entity.ts';
import { UserEntity } from '../user/user.entity.ts';

/** Roles of a person in an organization; customers use links, programs use keys. */
export const MEMBER_ROLES = [
  'csp.owner',
  'csp.manager',
  'csp.rep',
  'csp.finance',
  'csp.service',
  'csp.developer',
  'csp.auditor',
  'seller.manager',
  'seller.reviewer',
  'seller.finance',
  'operator',
] as const satisfies readonly Role[];
export type MemberRole = (typeof MEMBER_ROLES)[number];

export const MEMBERSHIP_STATES = ['ACTIVE', 'SUSPENDED'] as const;

/** Membership of a person in one organization, with one role. */
export const MembershipEntity = aggregate({
  name: 'Membership',
  parties: { partner: 'orgId', rep: ALL, seller: 'orgId', operator: ALL },
  properties: {
    ...p.record(),
    userId: () => p.ref(UserEntity),
    orgId: () => p.ref(OrganizationEntity),
    role: p.word(MEMBER_ROLES),
    status: p.word(MEMBERSHIP_STATES).default('ACTIVE'),
    /** Name and mail address as the organization sees them, copied from the account on joining. */
    name: p.text(),
    mail: p.text(),
    /** Whether the account requires a second factor; the secrets of the account stay out of scope. */
    secondFactor: p.boolean().default(false),
    /** Epoch of the sessions: raising it ends all sessions at once. */
    sessionEpoch: p.integer().default(0),
    version: p.version(),
  },
  uniques: [{ name: 'membership_user_org', properties: ['userId', 'orgId'] }],
  indexes: [
    { name: 'membership_newest', properties: ['createdAt', 'id'] },
    { name: 'membership_by_name', properties: ['name', 'id'] },
    { name: 'membership_of_org', properties: ['orgId', 'createdAt', 'id'] },
    { name: 'membership_of_org_by_name', properties: ['orgId', 'name', 'id'] },
    { name: 'membership_changed', properties: ['updatedAt', 'id'] },
    { name: 'membership_changed_of_org', properties: ['orgId', 'updatedAt', 'id'] },
  ],
});
export type Membership = InferEntity<typeof MembershipEntity>;
