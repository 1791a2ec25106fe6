import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { copiesOf } from '../../../platform/db/parent-keys.ts';
import { UpstreamAccountEntity } from '../account/upstream-account.entity.ts';
import { notifiedParties } from './notified-parties.ts';

export const INSTANCE_STATES = ['NORMAL', 'FROZEN', 'EXPIRED', 'RELEASED'] as const;
export type InstanceState = (typeof INSTANCE_STATES)[number];

/**
 * Instance of an order line, as the marketplace names and steers it. Its id is our answer to `newInstance`, and the
 * `instanceId` of the order line. Orders keep no such state, so the instance does.
 */
export const UpstreamInstanceEntity = aggregate({
  name: 'UpstreamInstance',
  parties: notifiedParties,
  copies: copiesOf(UpstreamAccountEntity, 'accountId', ['orgId']),
  properties: {
    ...p.record(),
    accountId: () => p.ref(UpstreamAccountEntity),
    orgId: p.uuid(),
    instanceId: p.text(),
    /** Order and line that created the instance; the line is empty in V1, which names none. */
    upstreamOrderId: p.text(),
    upstreamLineId: p.text(),
    isTest: p.boolean(),
    state: p.word(INSTANCE_STATES),
    /** Time of the signature of the notification that set the state: an older one that arrives later changes nothing. */
    stateAt: p.instant(),
  },
  uniques: [
    { name: 'upstream_instance_once', properties: ['accountId', 'instanceId'] },
    {
      name: 'upstream_instance_of_line',
      properties: ['accountId', 'upstreamOrderId', 'upstreamLineId'],
    },
  ],
  indexes: [
    { name: 'upstream_instance_changed', properties: ['updatedAt', 'id'] },
    { name: 'upstream_instance_changed_of_org', properties: ['orgId', 'updatedAt', 'id'] },
  ],
});
export type UpstreamInstance = InferEntity<typeof UpstreamInstanceEntity>;
