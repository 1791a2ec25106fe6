import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

/** Lists whose rows may be others after any event of a discount. */
const refresh: UpdateResolver = (_result, _args, cache) =>
  invalidateLists(cache, 'exclusiveDiscounts', 'exclusiveDiscountQuote', 'deadlines');

const EVENTS = [
  'Create',
  'Update',
  'Submit',
  'Approve',
  'Reject',
  'Withdraw',
  'Revoke',
  'Extend',
] as const;

/** What mutations of discounts change in the cache beyond the discount that they return. */
export const discountUpdates: UpdatesConfig = {
  Mutation: Object.fromEntries(EVENTS.map((event) => [`exclusiveDiscount${event}`, refresh])),
};
