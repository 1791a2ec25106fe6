import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

/** An authorization also decides the floor of a discount that is being written, and what covers a customer. */
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

/** What mutations of authorizations change in the cache beyond the row that they return. */
export const authorizationUpdates: UpdatesConfig = {
  Mutation: Object.fromEntries(EVENTS.map((event) => [event, refresh])),
};
