import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { among, p } from '../../../platform/db/columns.ts';
import { Role } from '../../../platform/viewer.ts';
import { MembershipEntity, OrganizationEntity } from '../../identity/index.ts';
import { webhookParties } from '../parties.ts';
import { DELIVERING, WEBHOOK_STATES } from './webhook-endpoint.machine.ts';

/** Roles in which an endpoint reads events. A rep sees the customers of one member, and an endpoint has no member. */
export const WEBHOOK_ROLES: readonly Role[] = Role.of('partner', 'seller', 'operator').filter(
  (role) => role !== 'csp.rep',
);

export const DISABLED_REASONS = ['NOT_ACCEPTED', 'GONE', 'CREATOR'] as const;

/** Address of an organization to which the events that a role may read are sent. */
export const WebhookEndpointEntity = aggregate({
  name: 'WebhookEndpoint',
  parties: webhookParties({ few: true }),
  sealed: { sealedSecret: 'webhook', formerSecret: 'webhook' },
  properties: {
    ...p.record(),
    orgId: () => p.ref(OrganizationEntity),
    status: p.word(WEBHOOK_STATES),
    name: p.text(),
    url: p.text(),
    role: p.word(WEBHOOK_ROLES),
    /** Empty: all. */
    subjectTypes: p.array().columnType('text[]'),
    events: p.array().columnType('text[]'),
    /** Member who created it, last resumed it or last entered its address, within whose rights it reads. */
    createdById: () => p.ref(MembershipEntity),
    /** Null once the endpoint is deleted. */
    sealedSecret: p.text().nullable(),
    /** Former secret, which signs as well until the end of the rotation. */
    formerSecret: p.text().nullable(),
    formerSecretUntil: p.instant().nullable(),
    /** Place in the feed of events: everything up to it is delivered. */
    cursorAt: p.instant(),
    cursorId: p.uuid(),
    /** Failed attempts at the event after the cursor. */
    attempts: p.integer().default(0),
    nextTryAt: p.instant().nullable(),
    failingSince: p.instant().nullable(),
    disabledReason: p.word(DISABLED_REASONS).nullable(),
    lastDeliveredAt: p.instant().nullable(),
    testRequestedAt: p.instant().nullable(),
    holder: p.uuid().nullable(),
    heldUntil: p.instant().nullable(),
    /** Time of its last turn, by the database's clock. */
    turnAt: p.instant().nullable(),
    version: p.version(),
  },
  checks: [
    {
      name: 'webhook_endpoint_sealed',
      expression: `(status = 'DELETED') = (sealed_secret is null)`,
    },
    {
      name: 'webhook_endpoint_rotation',
      expression: '(former_secret is null) = (former_secret_until is null)',
    },
    {
      name: 'webhook_endpoint_disabled',
      expression: `(status = 'DISABLED') = (disabled_reason is not null)`,
    },
  ],
  indexes: [
    { name: 'webhook_endpoint_newest', properties: ['createdAt', 'id'] },
    { name: 'webhook_endpoint_changed', properties: ['updatedAt', 'id'] },
    { name: 'webhook_endpoint_of_org', properties: ['orgId', 'createdAt', 'id'] },
    { name: 'webhook_endpoint_of_creator', properties: ['createdById'] },
    {
      name: 'webhook_endpoint_due',
      expression: `create index webhook_endpoint_due on webhook_endpoint (org_id, turn_at) where ${among('status', DELIVERING)} or test_requested_at is not null`,
    },
  ],
});
export type WebhookEndpoint = InferEntity<typeof WebhookEndpointEntity>;
