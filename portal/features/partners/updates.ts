import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

const refresh: UpdateResolver = (_result, _args, cache) =>
  invalidateLists(cache, 'partners', 'partner');

/** Cache changes by partner mutations beyond the returned partner. */
export const partnerUpdates: UpdatesConfig = {
  Mutation: {
    partnerEnroll: refresh,
    partnerSetTier: refresh,
    partnerCertify: refresh,
    partnerRejectCertification: refresh,
    partnerUpdateTaxProfile: refresh,
  },
};
