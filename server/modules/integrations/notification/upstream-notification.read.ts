import { actions } from '../../../platform/read/actions.ts';
import { type Reads, reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { organization } from '../../identity/index.ts';
import { order } from '../../orders/index.ts';
import { upstreamAccount } from '../account/upstream-account.read.ts';
import { UpstreamInstanceEntity } from './upstream-instance.entity.ts';
import { UpstreamNotificationEntity } from './upstream-notification.entity.ts';
import { upstreamNotificationMachine } from './upstream-notification.machine.ts';
import {
  UpstreamActivityEnum,
  UpstreamInstanceType,
  UpstreamNotificationStatusEnum,
  UpstreamNotificationType,
} from './upstream-notification.type.ts';

export const upstreamInstance: Reads<typeof UpstreamInstanceEntity> = reads(
  UpstreamInstanceType,
  UpstreamInstanceEntity,
  { id: 'upi' },
);

/** Visible with the account that it reached. */
export const upstreamNotification: Reads<typeof UpstreamNotificationEntity> = reads(
  UpstreamNotificationType,
  UpstreamNotificationEntity,
  {
    id: 'upn',
    fields: {
      viewerActions: actions(upstreamNotificationMachine, UpstreamNotificationEntity, {
        nothingToProcess: (d) => sql`not ${d.isProcessable}`,
        // Orders are read from the upstream, users from the request.
        requestErased: (d) => sql`${d.raw} = '' and ${d.activity} = 'USER_SYNC'`,
      }),
    },
    relations: {
      account: relation.one(() => upstreamAccount, 'accountId', 'Account that was notified.', {
        nullable: false,
      }),
      organization: relation.one(() => organization, 'orgId', 'Seller whose account it is.', {
        nullable: false,
      }),
      order: relation.one(() => order, 'orderId', 'Order that was written; null without one.'),
      instance: relation.one(
        () => upstreamInstance,
        'upstreamInstanceId',
        'Instance that the notification is about; null without one.',
      ),
    },
    filters: {
      activity: filter.anyOf('activity', UpstreamActivityEnum, 'Matters to include.'),
      status: filter.anyOf('status', UpstreamNotificationStatusEnum, 'States to include.'),
      accountId: filter.ids('accountId', () => upstreamAccount, 'Accounts to include.'),
      organizationId: filter.ids('orgId', () => organization, 'Sellers to include.'),
      orderId: filter.ids('orderId', () => order, 'Orders to include.'),
    },
    orders: { CREATED: ['createdAt', 'id'] },
    roots: {
      upstreamNotification: { one: 'One notification of the marketplace.' },
      upstreamNotifications: {
        page: "Notifications of the marketplace in the viewer's scope, newest first (云商店通知).",
      },
    },
  },
);
