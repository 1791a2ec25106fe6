import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

const refresh: UpdateResolver = (_result, _args, cache) => invalidateLists(cache, 'partners');

/** What mutations of partners change in the cache beyond the partner that they return. */
export const partnerUpdates: UpdatesConfig = {
  Mutation: { partnerEnroll: refresh, partnerSetTier: refresh, partnerCertify: refresh },
};
