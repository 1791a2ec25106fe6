import { extend, type Reads, reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { WebhookDeliveryEntity } from './webhook-delivery.entity.ts';
import { WebhookDeliveryType } from './webhook-delivery.type.ts';
import { webhookEndpoint } from './webhook-endpoint.read.ts';

/** Visible with its endpoint. */
export const webhookDelivery: Reads<typeof WebhookDeliveryEntity> = reads(
  WebhookDeliveryType,
  WebhookDeliveryEntity,
  {
    id: 'whd',
    unfollowed: 'An attempt never changes.',
    relations: {
      endpoint: relation.one(() => webhookEndpoint, 'endpointId', 'Webhook of the attempt.', {
        nullable: false,
      }),
    },
    filters: {
      isAccepted: filter.holds((d) => d.isAccepted, 'Whether the receiver accepted the message.'),
    },
    orders: { CREATED: ['createdAt', 'id'] },
  },
);

export const webhookDeliveries = extend(webhookEndpoint, {
  relations: {
    deliveries: relation.page(
      () => webhookDelivery,
      'endpointId',
      'Attempts, newest first. They are kept for the time of a policy.',
    ),
  },
});
