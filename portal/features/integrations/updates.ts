import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

/** A step on an account also changes its feeds; a step on a row or a difference changes what they are about. */
const refresh: UpdateResolver = (_result, _args, cache) =>
  invalidateLists(
    cache,
    ...(['upstreamAccounts', 'upstreamFeeds', 'differences', 'quarantinedRows'] as const),
    ...(['upstreamNotifications'] as const),
    ...(['customers', 'customer', 'partnerBindings', 'orders', 'order', 'deadlines'] as const),
  );

const COMMANDS = {
  upstreamAccount: ['Connect', 'Rotate', 'Pause', 'Resume', 'Remove', 'SetNotificationKey', 'Test'],
  upstreamNotification: ['Replay'],
  upstreamFeed: ['Sync', 'SwitchOff', 'SwitchOn'],
  quarantinedRow: ['Retry', 'Dismiss'],
  difference: ['TakeOver', 'KeepOurs', 'EndBinding', 'Refetch'],
  customer: ['Refetch'],
  order: ['Refetch'],
} as const;

const webhooks: UpdateResolver = (_result, _args, cache) =>
  invalidateLists(cache, 'webhookEndpoints');

const WEBHOOK_EVENTS = [
  'Create',
  'Update',
  'Pause',
  'Resume',
  'Test',
  'Replay',
  'RotateSecret',
  'Delete',
] as const;

export const integrationUpdates: UpdatesConfig = {
  Mutation: {
    ...Object.fromEntries(
      Object.entries(COMMANDS).flatMap(([type, events]) =>
        events.map((event) => [`${type}${event}`, refresh]),
      ),
    ),
    ...Object.fromEntries(WEBHOOK_EVENTS.map((event) => [`webhookEndpoint${event}`, webhooks])),
  },
};
