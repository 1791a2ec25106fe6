import { actions } from '../../../platform/read/actions.ts';
import { computed } from '../../../platform/read/computed.ts';
import { reads } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { mailFacts } from '../mail/mail.facts.ts';
import { ADMINS, memberInvitationMachine, memberMachine } from './member.machine.ts';
import {
  InvitationStatusEnum,
  MemberInvitationType,
  MemberStatusEnum,
  MemberType,
} from './member.type.ts';
import { MemberInvitationEntity } from './member-invitation.entity.ts';
import { MembershipEntity } from './membership.entity.ts';

const memberActions = actions(memberMachine, MembershipEntity, {
  own: (d, v) => sql`${d.id} = ${v.memberId}`,
  // A key has no membership: without this guard it could suspend every administrator.
  lastOwner: (d) => sql`${d.role} in (${sql.words(ADMINS)}) and not exists (
    select 1 from membership m where m.org_id = ${d.orgId} and m.id <> ${d.id} and m.role = ${d.role} and m.status = 'ACTIVE')`,
});

export const member = reads(MemberType, MembershipEntity, {
  id: 'mem',
  fields: { viewerActions: memberActions, role: computed.role('role') },
  filters: { status: filter.anyOf('status', MemberStatusEnum, 'States to include.') },
  orders: { CREATED: ['createdAt', 'id'], NAME: ['name', 'id'] },
  roots: {
    member: { one: "One member of the viewer's organization." },
    members: { page: "Members of the viewer's organization; an operator sees all." },
  },
});

const memberInvitationActions = actions(memberInvitationMachine, MemberInvitationEntity, mailFacts);

export const memberInvitation = reads(MemberInvitationType, MemberInvitationEntity, {
  id: 'inv',
  fields: { viewerActions: memberInvitationActions, role: computed.role('role') },
  filters: { status: filter.anyOf('status', InvitationStatusEnum, 'States to include.') },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: {
    memberInvitation: { one: 'One invitation to join an organization.' },
    memberInvitations: { page: "Invitations to join the viewer's organization." },
  },
});
