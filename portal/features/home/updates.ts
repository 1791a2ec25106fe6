import type { UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

/** What waits loads again when a clock has started, moved or ended, and so does the object that it belongs to. */
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
