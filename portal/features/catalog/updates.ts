import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

/** Delisting also ends the discounts on the product or specification; the list shows prices and terms. */
const refresh: UpdateResolver = (_result, _args, cache) =>
  invalidateLists(
    cache,
    'products',
    'product',
    'specifications',
    'exclusiveDiscounts',
    'deadlines',
    'recentActivities',
  );

/** Cache changes by catalog mutations beyond the returned objects. */
export const catalogUpdates: UpdatesConfig = {
  Mutation: {
    productDelist: refresh,
    productPublish: refresh,
    productRelist: refresh,
    productRevise: refresh,
    specificationAssignSkuCode: refresh,
    specificationDelist: refresh,
    specificationPublish: refresh,
    specificationRelist: refresh,
    specificationReprice: refresh,
  },
};
