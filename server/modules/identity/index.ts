import type { DomainModule } from '../../platform/domain.ts';
import { apiKeyCommands } from './api-key/api-key.commands.ts';
import { ApiKeyEntity } from './api-key/api-key.entity.ts';
import { apiKey } from './api-key/api-key.read.ts';
import { linkDays } from './link/link-purge.job.ts';
import { OneTimeLinkEntity } from './link/one-time-link.entity.ts';
import { mailPauseMinutes, mailsPerDay } from './mail/mail.facts.ts';
import {
  memberCommands,
  memberInvitationDays,
  memberInvitationLife,
  memberLife,
} from './member/member.commands.ts';
import { member, memberInvitation } from './member/member.read.ts';
import { MemberInvitationEntity } from './member/member-invitation.entity.ts';
import { MembershipEntity } from './member/membership.entity.ts';
import {
  createOrganization,
  organizationCommands,
  organizationLife,
} from './organization/organization.commands.ts';
import { OrganizationEntity, type OrganizationKind } from './organization/organization.entity.ts';
import { organization } from './organization/organization.read.ts';
import { SessionEntity } from './session/session.entity.ts';
import { viewerRoot } from './session/viewer.read.ts';
import { PasswordResetRequestEntity } from './user/password-reset-request.entity.ts';
import { signInPolicies } from './user/sign-in.policies.ts';
import { SignInAttemptEntity } from './user/sign-in-attempt.entity.ts';
import { UserEntity } from './user/user.entity.ts';

/**
 * Identity: organizations, people, memberships with one role each, invitations, sessions, one-time links and
 * API keys. The module knows nothing of customers, deals and money, which later modules own.
 */
export const identity: DomainModule = {
  name: 'identity',
  policies: [memberInvitationDays, mailPauseMinutes, mailsPerDay, linkDays, ...signInPolicies],
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

export { createApiKey, ISSUERS, issuedBy } from './api-key/api-key.store.ts';
export { purgeOfCodes } from './code/code-purge.job.ts';
export { type CodeCounts, type CodeSeries, codeCounts } from './code/one-time-code.read.ts';
export { newCode, type SentCode, spendCode } from './code/one-time-code.write.ts';
export { linkPurge } from './link/link-purge.job.ts';
export {
  consumeLink,
  endLinksOf,
  endLinksTo,
  isLinkOlder,
  issueLink,
  issuerOfLink,
} from './link/one-time-link.store.ts';
export { exceedsMailLimit, mailFacts } from './mail/mail.facts.ts';
export { memberInvitationLife, memberLife } from './member/member.commands.ts';
export { rolesOfMembers } from './member/member-roles.read.ts';
export { endProofsOf, proveLinkSession } from './session/session.store.ts';
export { endSessionsOf } from './session/session-end.store.ts';
export { isViewerStillValid } from './session/viewer-validity.read.ts';
export { passwordResets } from './user/password-reset.job.ts';
export { proveSecondFactor } from './user/second-factor.store.ts';
export {
  createOrganization,
  MembershipEntity,
  member,
  OrganizationEntity,
  type OrganizationKind,
  organization,
  organizationLife,
  UserEntity,
};
