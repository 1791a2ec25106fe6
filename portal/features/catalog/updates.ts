import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

/** Delisting also ends the discounts on the delisted product or specification. */
const refresh: UpdateResolver = (_result, _args, cache) =>
  invalidateLists(
    cache,
    'products',
    'product',
    'specifications',
    'exclusiveDiscounts',
    'deadlines',
  );

/** Cache changes by catalog mutations beyond the returned objects. */
export const catalogUpdates: UpdatesConfig = {
  Mutation: { productDelist: refresh, specificationDelist: refresh },
};
