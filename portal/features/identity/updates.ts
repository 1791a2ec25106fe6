import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

const refresh =
  (...fields: string[]): UpdateResolver =>
  (_result, _args, cache) =>
    invalidateLists(cache, ...fields);

/** Cache changes by mutations of members, organizations and keys beyond the returned objects. */
export const identityUpdates: UpdatesConfig = {
  Mutation: {
    organizationCreate: refresh('organizations', 'memberInvitations'),
    organizationSuspend: refresh('organizations', 'partners', 'partner'),
    organizationReinstate: refresh('organizations', 'partners', 'partner'),
    organizationSetTaxpayerType: refresh('organizations'),
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
