import type {
  OptimisticMutationConfig,
  UpdateResolver,
  UpdatesConfig,
} from '@urql/exchange-graphcache';
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

/** A group counts its products. */
const refreshGroups: UpdateResolver = (_result, _args, cache) =>
  invalidateLists(cache, 'supportGroups');

/** Optimistic: the mark of a favorite changes at once. */
export const catalogOptimism: OptimisticMutationConfig = {
  productSetFavorite: ({ input }) => ({
    __typename: 'ProductSetFavoritePayload',
    product: { __typename: 'Product', ...(input as { id: string; isFavorite: boolean }) },
    userErrors: [],
  }),
};

/** Cache changes by catalog mutations beyond the returned objects. */
export const catalogUpdates: UpdatesConfig = {
  Mutation: {
    productDelist: refresh,
    productPublish: refresh,
    productRelist: refresh,
    productRevise: refresh,
    productSetFavorite: (_result, _args, cache, info) => {
      if (!info.optimistic) invalidateLists(cache, 'products');
    },
    productSetSupportGroup: (...change) => {
      refresh(...change);
      refreshGroups(...change);
    },
    specificationAssignSkuCode: refresh,
    specificationDelist: refresh,
    specificationPublish: refresh,
    specificationRelist: refresh,
    specificationReprice: refresh,
    supportGroupCreate: refreshGroups,
    supportGroupDelete: refreshGroups,
  },
};
