import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { base, version, word } from '../../../platform/db/columns.ts';
import { tenantTable } from '../../../platform/db/tenancy.ts';
import type { Role } from '../../../platform/viewer.ts';
import { OrganizationEntity } from '../organization/organization.entity.ts';
import { UserEntity } from '../user/user.entity.ts';

/** Roles a person can have in an organization; buyers come by link, services by key. */
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

/** A person's work for one organization, with the one role they have there. */
export const MembershipEntity = defineEntity({
  name: 'Membership',
  tableName: 'membership',
  properties: {
    ...base(),
    userId: () => p.manyToOne(UserEntity).mapToPk().joinColumn('user_id'),
    orgId: () => p.manyToOne(OrganizationEntity).mapToPk().joinColumn('org_id'),
    role: word(MEMBER_ROLES),
    status: word(MEMBERSHIP_STATES).default('ACTIVE'),
    /** The person's name and mail as the organization sees them, copied from the account on joining. */
    name: p.text(),
    mail: p.text(),
    /** Whether the account asks for a second factor; the account's own secrets stay out of sight. */
    secondFactor: p.boolean().default(false),
    /** Sessions carry the number they began under; raising it ends all of them at once. */
    sessionEpoch: p.integer().default(0),
    version: version(),
  },
  uniques: [{ name: 'membership_user_org', properties: ['userId', 'orgId'] }],
  indexes: [
    { name: 'membership_of_org', properties: ['orgId', 'createdAt', 'id'] },
    { name: 'membership_by_name', properties: ['orgId', 'name', 'id'] },
  ],
  ...tenantTable(['org_id']),
});
export type Membership = InferEntity<typeof MembershipEntity>;
