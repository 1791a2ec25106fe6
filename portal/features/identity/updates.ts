import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

const refresh =
  (...fields: string[]): UpdateResolver =>
  (_result, _args, cache) =>
    invalidateLists(cache, ...fields);

/** What mutations of people, organizations and keys change in the cache beyond the objects that they return. */
export const identityUpdates: UpdatesConfig = {
  Mutation: {
    organizationCreate: refresh('organizations', 'memberInvitations'),
    organizationSuspend: refresh('organizations'),
    organizationReinstate: refresh('organizations'),
    memberInvite: refresh('memberInvitations'),
    memberInvitationResend: refresh('memberInvitations'),
    memberInvitationRevoke: refresh('memberInvitations'),
    memberChangeRole: refresh('members', 'organization'),
    memberSuspend: refresh('members', 'organization'),
    memberReinstate: refresh('members', 'organization'),
    apiKeyCreate: refresh('apiKeys'),
    apiKeyRevoke: refresh('apiKeys'),
  },
};
