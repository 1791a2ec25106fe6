import { actions } from '../../../platform/read/actions.ts';
import { oneRoot, pageRoot, reads } from '../../../platform/read/declare.ts';
import { anyOf } from '../../../platform/read/filters.ts';
import { join, literal, sql } from '../../../platform/sql/sql.ts';
import { ADMINS, memberInvitationMachine, memberMachine } from './member.machine.ts';
import {
  InvitationStatusEnum,
  MemberInvitationType,
  MemberStatusEnum,
  MemberType,
} from './member.type.ts';
import { MemberInvitationEntity } from './member-invitation.entity.ts';
import { MembershipEntity } from './membership.entity.ts';

export const memberActions = actions(memberMachine, MembershipEntity, {
  own: (d, v) => sql`${d.id} = ${v.memberId}`,
  // A key has no membership: without this guard it could suspend every administrator.
  lastOwner: (d) => sql`${d.role} in (${join(ADMINS.map(literal), ', ')}) and not exists (
    select 1 from membership m where m.org_id = ${d.orgId} and m.id <> ${d.id} and m.role = ${d.role} and m.status = 'ACTIVE')`,
});

export const member = reads(MemberType, MembershipEntity, {
  id: 'mem',
  fields: { viewerActions: memberActions },
  filters: { status: anyOf('status', MemberStatusEnum, 'States to include.') },
  orders: { CREATED: ['createdAt', 'id'], NAME: ['name', 'id'] },
  roots: {
    member: oneRoot("One member of the viewer's organization."),
    members: pageRoot("Members of the viewer's organization; an operator sees all."),
  },
});

export const memberInvitationActions = actions(memberInvitationMachine, MemberInvitationEntity);

export const memberInvitation = reads(MemberInvitationType, MemberInvitationEntity, {
  id: 'inv',
  fields: { viewerActions: memberInvitationActions },
  filters: { status: anyOf('status', InvitationStatusEnum, 'States to include.') },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: { memberInvitations: pageRoot("Invitations to join the viewer's organization.") },
});
