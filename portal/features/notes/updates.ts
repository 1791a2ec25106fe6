import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

/** Records that carry notes, by root field: a new or pinned note changes the list of its record. */
const refresh: UpdateResolver = (_result, _args, cache) =>
  invalidateLists(
    cache,
    'customer',
    'customerDemand',
    'exclusiveDiscount',
    'order',
    'partner',
    'organization',
    'product',
    'settlementBill',
    'invoice',
  );

export const noteUpdates: UpdatesConfig = {
  Mutation: { noteAdd: refresh, notePin: refresh, noteUnpin: refresh },
};
