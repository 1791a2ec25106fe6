import type { UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

/** Refetches open deadlines when one starts, moves or ends, and the object that it belongs to. */
export const deadlineUpdates: UpdatesConfig = {
  Subscription: {
    deadlineChanged(result, _args, cache) {
      const { subjectType, subjectId } = result.deadlineChanged as {
        subjectType: string;
        subjectId: string;
      };
      invalidateLists(cache, 'deadlines', 'recentActivities');
      cache.invalidate({ __typename: subjectType, id: subjectId });
    },
  },
};
