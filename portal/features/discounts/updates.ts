import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';
import { linkLookUps } from '../../lib/link-look-ups.ts';

/** Refetches lists whose rows may change with any event of a discount. */
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
  'Share',
  'Comment',
] as const;

/** Cache changes by discount mutations beyond the returned discount. */
export const discountUpdates: UpdatesConfig = {
  Mutation: Object.fromEntries(EVENTS.map((event) => [`exclusiveDiscount${event}`, refresh])),
  Query: { exclusiveDiscounts: linkLookUps('exclusiveDiscount', 'ExclusiveDiscount', 3) },
};
