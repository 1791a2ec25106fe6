import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { copiesOf } from '../../../platform/db/parent-keys.ts';
import { ACTIVITIES, PROTOCOLS } from '../../../sources/koogallery/notification/index.ts';
import { OrderEntity } from '../../orders/index.ts';
import { UpstreamAccountEntity } from '../account/upstream-account.entity.ts';
import { notifiedParties } from './notified-parties.ts';
import { UpstreamInstanceEntity } from './upstream-instance.entity.ts';
import { NOTIFICATION_STATES } from './upstream-notification.machine.ts';

/** A notification that the marketplace signed. The same matter, sent again, is the same row. */
export const UpstreamNotificationEntity = aggregate({
  name: 'UpstreamNotification',
  counted: 'status',
  parties: notifiedParties,
  copies: copiesOf(UpstreamAccountEntity, 'accountId', ['orgId']),
  properties: {
    ...p.record(),
    accountId: () => p.ref(UpstreamAccountEntity),
    orgId: p.uuid(),
    status: p.word(NOTIFICATION_STATES),
    protocol: p.word(PROTOCOLS),
    activity: p.word(ACTIVITIES),
    /** Word of the request for the activity. */
    activityName: p.text(),
    /** Subject: activity, order, line, instance and the values that tell two such events apart. */
    matter: p.text(),
    upstreamOrderId: p.text().nullable(),
    upstreamLineId: p.text().nullable(),
    instanceId: p.text().nullable(),
    /** Amount of the order in fen, negative when it is given back; null unless the notification names it. */
    orderAmountMinor: p.bigint('bigint').nullable(),
    upstreamInstanceId: () => p.ref(UpstreamInstanceEntity).nullable(),
    isTest: p.boolean(),
    /** Whether more is to do than to answer: the order is read, or users are taken over. */
    isProcessable: p.boolean(),
    /** Body, or query of V1 without its secrets; empty after the time of a policy. */
    raw: p.text(),
    /** Time of the first signature: the marketplace sends when an order is paid. */
    sentAt: p.instant(),
    lastReceivedAt: p.instant(),
    deliveries: p.integer().default(1),
    /** Code of the answer (domain §6.3). */
    resultCode: p.text(),
    attempts: p.integer().default(0),
    nextTryAt: p.instant().nullable(),
    /** End of the retries. */
    giveUpAt: p.instant().nullable(),
    /** Time at which the notification was processed, refused or given up; of a new attempt, of the former one. */
    endedAt: p.instant().nullable(),
    orderId: () => p.ref(OrderEntity).nullable(),
    problemCode: p.text().nullable(),
    problemPath: p.text().nullable(),
    version: p.version(),
  },
  checks: [
    {
      name: 'upstream_notification_waits',
      expression: `(status = 'RECEIVED') = (next_try_at is not null) and (status = 'RECEIVED') = (give_up_at is not null)`,
    },
    {
      name: 'upstream_notification_problem',
      expression: `status not in ('FAILED', 'REFUSED') or problem_code is not null`,
    },
  ],
  uniques: [{ name: 'upstream_notification_once', properties: ['accountId', 'matter'] }],
  indexes: [
    { name: 'upstream_notification_newest', properties: ['createdAt', 'id'] },
    { name: 'upstream_notification_changed', properties: ['updatedAt', 'id'] },
    { name: 'upstream_notification_of_org', properties: ['orgId', 'createdAt', 'id'] },
    { name: 'upstream_notification_changed_of_org', properties: ['orgId', 'updatedAt', 'id'] },
    { name: 'upstream_notification_of_account', properties: ['accountId', 'createdAt', 'id'] },
    { name: 'upstream_notification_of_order', properties: ['orderId'] },
    {
      name: 'upstream_notification_due',
      expression: `create index upstream_notification_due on upstream_notification (next_try_at) where status = 'RECEIVED'`,
    },
    {
      name: 'upstream_notification_kept',
      expression: `create index upstream_notification_kept on upstream_notification (ended_at) where raw <> ''`,
    },
  ],
});
export type UpstreamNotification = InferEntity<typeof UpstreamNotificationEntity>;
