import type { UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

export const policyUpdates: UpdatesConfig = {
  Mutation: {
    policySet: (_result, _args, cache) => invalidateLists(cache, 'policies', 'policyValues'),
    holidayPlanSet: (_result, _args, cache) =>
      invalidateLists(cache, 'holidayYears', 'holidayPlans', 'deadlines'),
  },
};
