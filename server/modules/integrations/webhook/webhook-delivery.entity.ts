import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { copiesOf } from '../../../platform/db/parent-keys.ts';
import { webhookParties } from '../parties.ts';
import { WebhookEndpointEntity } from './webhook-endpoint.entity.ts';

/** One attempt to deliver a message to an endpoint. Attempts at the same message have the same message id. */
export const WebhookDeliveryEntity = aggregate({
  name: 'WebhookDelivery',
  parties: webhookParties(),
  copies: copiesOf(WebhookEndpointEntity, 'endpointId', ['orgId']),
  properties: {
    ...p.base(),
    endpointId: () => p.ref(WebhookEndpointEntity),
    orgId: p.uuid(),
    /** Value of the header `webhook-id`: the event's global id, or the delivery's for a test. */
    messageId: p.text(),
    type: p.text(),
    attempt: p.integer(),
    isAccepted: p.boolean(),
    statusCode: p.integer().nullable(),
    error: p.text().nullable(),
    durationMs: p.integer(),
    /** Beginning of the answer's body. */
    answer: p.text().nullable(),
    nextTryAt: p.instant().nullable(),
  },
  indexes: [
    { name: 'webhook_delivery_newest', properties: ['createdAt', 'id'] },
    { name: 'webhook_delivery_of_endpoint', properties: ['endpointId', 'createdAt', 'id'] },
  ],
});
export type WebhookDelivery = InferEntity<typeof WebhookDeliveryEntity>;
