import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { ALL } from '../../../platform/db/parties.ts';
import { OrganizationEntity } from '../organization/organization.entity.ts';
import { MEMBER_ROLES, MembershipEntity } from './membership.entity.ts';

export const INVITATION_STATES = ['PENDING', 'ACCEPTED', 'REVOKED', 'EXPIRED'] as const;

/** Invitation of a person to join an organization in a role, accepted by a one-time link. */
export const MemberInvitationEntity = aggregate({
  name: 'MemberInvitation',
  parties: {
    partner: { column: 'orgId', roles: ['csp.owner', 'csp.auditor'] },
    seller: { column: 'orgId', roles: ['seller.manager'] },
    operator: { also: ALL, roles: ['operator'] },
  },
  properties: {
    ...p.record(),
    orgId: () => p.ref(OrganizationEntity),
    mail: p.text(),
    name: p.text(),
    role: p.word(MEMBER_ROLES),
    status: p.word(INVITATION_STATES).default('PENDING'),
    expiresAt: p.instant(),
    /** Member who invites; null if an operator created the organization. */
    invitedBy: () => p.ref(MembershipEntity).nullable(),
    acceptedAt: p.instant().nullable(),
    membershipId: () => p.ref(MembershipEntity).nullable(),
    version: p.version(),
  },
  checks: [{ name: 'member_invitation_mail_lower', expression: 'mail = lower(mail)' }],
  indexes: [
    { name: 'member_invitation_newest', properties: ['createdAt', 'id'] },
    { name: 'member_invitation_of_org', properties: ['orgId', 'createdAt', 'id'] },
    { name: 'member_invitation_changed', properties: ['updatedAt', 'id'] },
    { name: 'member_invitation_changed_of_org', properties: ['orgId', 'updatedAt', 'id'] },
    {
      name: 'member_invitation_one_pending',
      expression: `create unique index member_invitation_one_pending on member_invitation (org_id, mail) where status = 'PENDING'`,
    },
  ],
});
export type MemberInvitation = InferEntity<typeof MemberInvitationEntity>;
