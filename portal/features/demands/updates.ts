import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';
import { linkLookUps } from '../../lib/link-look-ups.ts';

/** A demand's answer also creates an offer and an authorization. */
const refresh: UpdateResolver = (_result, _args, cache) =>
  invalidateLists(
    cache,
    'customerDemands',
    'customerDemand',
    'privateOffers',
    'privateOffer',
    'jointSalesAuthorizations',
    'exclusiveDiscounts',
    'deadlines',
  );

const MUTATIONS = [
  ...[
    'Create',
    'Update',
    'Submit',
    'Nudge',
    'Withdraw',
    'Receive',
    'Reject',
    'Close',
    'Clone',
    'Convert',
    'Comment',
  ].map((event) => `customerDemand${event}`),
  ...['Create', 'Approve', 'Reject', 'Withdraw', 'Share', 'DraftDiscount', 'Revoke'].map(
    (event) => `privateOffer${event}`,
  ),
];

/** Cache changes by mutations of demands and offers beyond the returned object. */
export const demandUpdates: UpdatesConfig = {
  Mutation: Object.fromEntries(MUTATIONS.map((name) => [name, refresh])),
  Query: { customerDemands: linkLookUps('customerDemand', 'CustomerDemand') },
};
