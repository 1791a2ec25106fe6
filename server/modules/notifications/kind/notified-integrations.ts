import {
  upstreamAccountLife,
  upstreamFeedLife,
  webhookEndpointLife,
} from '../../integrations/index.ts';
import { AT_ONCE, NEXT_MORNING, type NotificationKind, on } from './notified-event.ts';

/** Notifications about other systems. */
export const integrationKinds = {
  UPSTREAM_ACCOUNT: {
    description: 'Credentials rejected by an upstream system (上游凭证被拒).',
    of: [on(upstreamAccountLife, ['reject'], 'partnerManagers', 'sellerManagers')],
    channels: AT_ONCE,
  },
  UPSTREAM_FEED: {
    description: 'API of an upstream system that fails (上游接口熔断).',
    of: [on(upstreamFeedLife, ['breakCircuit'], 'operators')],
    channels: NEXT_MORNING,
  },
  WEBHOOK: {
    description: 'Webhook that was disabled, so that its events wait (事件推送被停用).',
    of: [on(webhookEndpointLife, ['disable'], 'webhookManagers')],
    channels: AT_ONCE,
  },
} as const satisfies Record<string, NotificationKind>;
