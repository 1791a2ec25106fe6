import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';
import { linkLookUps } from '../../lib/link-look-ups.ts';

/** An authorization also affects the floor of a discount in the editor, and a customer's coverage. */
const refresh: UpdateResolver = (_result, _args, cache) =>
  invalidateLists(
    cache,
    'cspAuthorizations',
    'jointSalesAuthorizations',
    'authorizationInForce',
    'exclusiveDiscountQuote',
    'customer',
    'deadlines',
  );

const EVENTS = [
  'cspAuthorizationCreate',
  'cspAuthorizationModify',
  'cspAuthorizationRevoke',
  'jointSalesAuthorizationRequest',
  'jointSalesAuthorizationRenew',
  'jointSalesAuthorizationWithdraw',
  'jointSalesAuthorizationGrant',
  'jointSalesAuthorizationGrantDirectly',
  'jointSalesAuthorizationRefuse',
  'jointSalesAuthorizationAmend',
  'jointSalesAuthorizationRevoke',
] as const;

/** Cache changes by authorization mutations beyond the returned row. */
export const authorizationUpdates: UpdatesConfig = {
  Mutation: Object.fromEntries(EVENTS.map((event) => [event, refresh])),
  Query: {
    jointSalesAuthorizations: linkLookUps('jointSalesAuthorization', 'JointSalesAuthorization'),
  },
};
