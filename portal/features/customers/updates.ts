import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

/** A customer may enter or leave a filtered list when its manager or labels change. */
const refresh: UpdateResolver = (_result, _args, cache) => invalidateLists(cache, 'customers');

/** A flag also forbids or allows steps of the customer's binding. */
const refreshAll: UpdateResolver = (_result, _args, cache) =>
  invalidateLists(cache, 'customers', 'customer', 'partnerBindings');

export const customerUpdates: UpdatesConfig = {
  Mutation: {
    customerAssignManager: refresh,
    customerCorrect: refresh,
    customerAddTags: refresh,
    customerRemoveTags: refresh,
    customerSetFlag: refreshAll,
    customerClearFlag: refreshAll,
  },
};
