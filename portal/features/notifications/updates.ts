import { gql } from '@urql/core';
import type {
  Cache,
  OptimisticMutationConfig,
  UpdateResolver,
  UpdatesConfig,
} from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';
import { announceRead } from './read-elsewhere.ts';

/** As in the query of the shell; never sent. */
const Unread = gql(
  '{ notifications(first: 1, filter: { isUnread: true }) { count { value isExact } } }',
);
const State = gql`fragment NotificationState on Notification { id readAt }`;

/** Lowers the count in the top bar before the server has counted. */
const countDown = (cache: Cache, by: number): unknown =>
  cache.updateQuery({ query: Unread }, (data) => {
    if (!data) return data;
    const { notifications } = data;
    const value = Math.max(0, notifications.count.value - by);
    return {
      ...data,
      notifications: { ...notifications, count: { ...notifications.count, value } },
    };
  });

function settle(cache: Cache): void {
  invalidateLists(cache, 'notifications');
  announceRead();
}

const markRead: UpdateResolver = (_result, args, cache, info) => {
  if (!info.optimistic) return settle(cache);
  const { ids } = args.input as { ids: readonly string[] };
  const unread = ids.filter((id) => cache.readFragment(State, { id })?.readAt === null);
  const readAt = new Date().toISOString();
  for (const id of unread) cache.writeFragment(State, { id, readAt });
  countDown(cache, unread.length);
};

const markAllRead: UpdateResolver = (_result, _args, cache, info) => {
  if (info.optimistic) countDown(cache, Number.POSITIVE_INFINITY);
  else settle(cache);
};

const answer = (name: string) => () => ({ __typename: name, marked: 0, userErrors: [] });

/** Optimistic: a notification is marked as read at once. */
export const notificationOptimism: OptimisticMutationConfig = {
  notificationMarkRead: answer('NotificationMarkReadPayload'),
  notificationMarkAllRead: answer('NotificationMarkAllReadPayload'),
};

export const notificationUpdates: UpdatesConfig = {
  Mutation: { notificationMarkRead: markRead, notificationMarkAllRead: markAllRead },
  Subscription: {
    notificationAdded: (_result, _args, cache) => invalidateLists(cache, 'notifications'),
  },
};
