import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

const refresh: UpdateResolver = (_result, _args, cache) =>
  invalidateLists(cache, 'performanceTargets');

/** Cache changes by targets: a removed one has no object in the payload. */
export const reportingUpdates: UpdatesConfig = { Mutation: { performanceTargetSet: refresh } };
