import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

/** Delisting also ends the discounts granted on what was delisted. */
const refresh: UpdateResolver = (_result, _args, cache) =>
  invalidateLists(cache, 'products', 'product', 'exclusiveDiscounts', 'deadlines');

/** What mutations of the catalog change in the cache beyond the objects that they return. */
export const catalogUpdates: UpdatesConfig = {
  Mutation: { productDelist: refresh, specificationDelist: refresh },
};
