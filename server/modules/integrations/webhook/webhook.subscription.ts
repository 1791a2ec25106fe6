import { subscription } from '../../../platform/live/subscription.ts';
import { webhookEndpoint } from './webhook-endpoint.read.ts';

/** Topic of the live events about the attempts of a webhook. */
export const WEBHOOK_TOPIC = 'webhook';

export const webhookProgress = subscription.object({
  name: 'webhookProgress',
  description: 'Progress of a webhook: its current state, then each attempt (投递进度).',
  topic: WEBHOOK_TOPIC,
  reads: () => webhookEndpoint,
  idDescription: 'Global id of the webhook.',
});
