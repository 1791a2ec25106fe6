import { DAY } from '../../../platform/clock.ts';
import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import { eventCommand, lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { outbox } from '../../../platform/jobs/outbox.ts';
import { definePolicy } from '../../../platform/rules/policy.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { Role } from '../../../platform/viewer.ts';
import { issuedBy, revokeKeysOf } from '../api-key/api-key.store.ts';
import { issueLink } from '../link/one-time-link.store.ts';
import {
  type Organization,
  OrganizationEntity,
  type OrganizationKind,
} from '../organization/organization.entity.ts';
import { endSessionsOfMember } from '../session/session.store.ts';
import { member, memberInvitation } from './member.read.ts';
import type { MemberInvitation } from './member-invitation.entity.ts';
import {
  MEMBER_ROLES,
  type MemberRole,
  type Membership,
  MembershipEntity,
} from './membership.entity.ts';

export const memberInvitationDays = definePolicy({
  key: 'member.invitation',
  unit: 'DAYS',
  default: 7,
  description: 'How long an invitation to join an organization can be accepted.',
});

/** Serializes changes of members: two owners who suspend each other at once must not both succeed. */
const oneByOne = async (tx: Tx, { orgId }: Membership): Promise<void> =>
  tx.lock('OrganizationOwners', orgId);

export const memberLife = lifeCycle<Membership>({
  reads: member,
  label: (row) => row.name,
  effects: {
    async changeRole(tx, row, input: { role: Role }) {
      row.role = await roleFor(tx, row.orgId, input.role);
      await endSessionsOfMember(tx, row.id);
      await revokeKeysOf(tx, row, issuedBy(row.role));
    },
    async suspend(tx, row) {
      await endSessionsOfMember(tx, row.id);
      await revokeKeysOf(tx, row, []);
    },
  },
});

export const memberInvitationLife = lifeCycle<MemberInvitation>({
  reads: memberInvitation,
  label: (row) => row.mail,
  effects: {
    async resend(tx, row) {
      const org = await tx.get(OrganizationEntity, row.orgId);
      row.expiresAt = await expiry(tx);
      await mailInvitation(tx, org, row);
    },
  },
});

const SIDE_OF: Readonly<Record<OrganizationKind, string>> = {
  PARTNER: 'partner',
  SELLER: 'seller',
  OPERATOR: 'operator',
};

/** Returns the role if a member of that kind of organization may have it; refuses any other. */
async function roleFor(tx: Tx, orgId: string, role: Role): Promise<MemberRole> {
  const org = await tx.get(OrganizationEntity, orgId);
  const known = MEMBER_ROLES.find(
    (name) => name === role && Role.sideOf(name) === SIDE_OF[org.kind],
  );
  if (!known) throw refuse('ROLE_UNKNOWN', 'role', { role: Role.word(role) });
  return known;
}

const expiry = async (tx: Tx): Promise<Date> =>
  new Date(tx.now.getTime() + (await memberInvitationDays.value(tx, tx.now)) * DAY);

/**
 * Invites a person to an organization: writes the invitation and its deadline, and mails the one-time link.
 */
export async function sendInvitation(
  tx: Tx,
  org: Organization,
  person: { name: string; mail: string; role: Role },
): Promise<MemberInvitation> {
  const row = await tx.begin(
    memberInvitationLife,
    {
      orgId: org.id,
      mail: person.mail,
      name: person.name,
      role: await roleFor(tx, org.id, person.role),
      expiresAt: await expiry(tx),
      invitedBy: tx.viewer.tenantId === org.id ? tx.viewer.memberId : null,
    },
    'send',
  );
  await mailInvitation(tx, org, row);
  return row;
}

async function mailInvitation(tx: Tx, org: Organization, row: MemberInvitation): Promise<void> {
  const token = await issueLink(tx, {
    purpose: 'JOIN_ORGANIZATION',
    subjectId: row.id,
    mail: row.mail,
    issuerOrgId: org.id,
    createdBy: tx.viewer.actorId,
    expiresAt: row.expiresAt,
    now: tx.now,
  });
  const days = Math.round((row.expiresAt.getTime() - tx.now.getTime()) / DAY);
  await outbox.mail(tx, {
    template: 'memberInvite',
    locale: null,
    to: row.mail,
    recipientOrgId: org.id,
    ...(tx.viewer.side !== 'system' && { askedBy: { orgId: org.id, recordId: row.id } }),
    now: tx.now,
    params: {
      organization: org.name,
      inviter: tx.viewer.actorName,
      role: `enum.Role.${Role.word(row.role)}`,
      days,
    },
    links: { acceptLink: `/set-password?token=${token}` },
  });
}

const memberInvite = command({
  name: 'memberInvite',
  description: "Invites a person to the viewer's organization by mail.",
  roles: ['csp.owner', 'seller.manager', 'operator'],
  fields: {
    name: field.text('Name of the person.', { max: 80 }),
    mail: field.mailAddress('Mail address to which the invitation is sent.'),
    role: field.role('Role that the person gets.'),
  },
  payload: { memberInvitation: () => memberInvitation },
  idempotent: true,
  freshProof: true,
  constraints: { member_invitation_one_pending: { code: 'ALREADY_INVITED', field: 'mail' } },
  async run(tx, input) {
    const org = await tx.get(OrganizationEntity, tx.viewer.tenantId);
    const [joined] = await tx.find(
      MembershipEntity,
      (d) => sql`${d.orgId} = ${org.id} and ${d.mail} = ${input.mail}`,
    );
    if (joined) throw refuse('ALREADY_MEMBER', 'mail');
    const row = await sendInvitation(tx, org, input);
    return { memberInvitation: row.id };
  },
});

export const memberCommands: readonly AnyCommand[] = [
  memberInvite,
  eventCommand(memberInvitationLife, 'resend', {
    description: 'Sends an invitation again with a new link.',
    freshProof: true,
  }),
  eventCommand(memberInvitationLife, 'revoke', {
    description: 'Revokes an invitation; its link stops working.',
    freshProof: true,
  }),
  eventCommand(memberLife, 'changeRole', {
    description:
      'Gives a member another role; their sessions end, and the API keys that they created and could not create in the new role are revoked.',
    freshProof: true,
    fields: { role: field.role('New role.') },
    before: oneByOne,
  }),
  eventCommand(memberLife, 'suspend', {
    description:
      'Suspends a member; their sessions end, and the API keys that they created are revoked.',
    freshProof: true,
    before: oneByOne,
  }),
  eventCommand(memberLife, 'reinstate', {
    description: 'Reinstates a suspended member.',
    freshProof: true,
  }),
];
