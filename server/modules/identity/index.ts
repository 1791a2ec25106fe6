import type { DomainModule } from '../../platform/domain.ts';
import { ApiKeyEntity } from './api-key.entity.ts';
import { apiKey } from './api-key.read.ts';
import { apiKeyCommands } from './api-key-issue.commands.ts';
import {
  memberCommands,
  memberInvitationDays,
  memberInvitationLife,
  memberLife,
} from './member.commands.ts';
import { member, memberInvitation } from './member.read.ts';
import { MemberInvitationEntity } from './member-invitation.entity.ts';
import { MembershipEntity } from './membership.entity.ts';
import { OneTimeLinkEntity } from './one-time-link.entity.ts';
import {
  createOrganization,
  organizationCommands,
  organizationLife,
} from './organization.commands.ts';
import { OrganizationEntity, type OrganizationKind } from './organization.entity.ts';
import { organization } from './organization.read.ts';
import { PasswordResetRequestEntity } from './password-reset-request.entity.ts';
import { SessionEntity } from './session.entity.ts';
import { signInPolicies } from './sign-in.policies.ts';
import { SignInAttemptEntity } from './sign-in-attempt.entity.ts';
import { UserEntity } from './user.entity.ts';
import { viewerRoot } from './viewer.read.ts';

/**
 * Owns who somebody is: organizations, people, memberships with their one role, invitations, sessions,
 * one-time links and API keys. It refuses to know what they do: customers, deals and money come later.
 */
export const identity: DomainModule = {
  name: 'identity',
  policies: [memberInvitationDays, ...signInPolicies],
  entities: [
    OrganizationEntity,
    UserEntity,
    MembershipEntity,
    MemberInvitationEntity,
    SessionEntity,
    OneTimeLinkEntity,
    ApiKeyEntity,
    SignInAttemptEntity,
    PasswordResetRequestEntity,
  ],
  reads: [organization, member, memberInvitation, apiKey],
  lifeCycles: [organizationLife, memberLife, memberInvitationLife],
  commands: [...organizationCommands, ...memberCommands, ...apiKeyCommands],
  valueRoots: [viewerRoot],
};

export { createApiKey } from './api-keys.commands.ts';
export { burnLink, endLinksOf, issueLink } from './links.commands.ts';
export { memberInvitationLife } from './member.commands.ts';
export { passwordResets } from './password-reset.commands.ts';
export { endSessionsOf } from './sessions-end.commands.ts';
export { stillStands } from './standing.read.ts';
export {
  createOrganization,
  MembershipEntity,
  member,
  OrganizationEntity,
  type OrganizationKind,
  organization,
  UserEntity,
};
