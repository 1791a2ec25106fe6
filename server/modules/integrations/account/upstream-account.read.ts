import { actions } from '../../../platform/read/actions.ts';
import { type Reads, reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { organization } from '../../identity/index.ts';
import { NOTIFICATION_PATH } from '../notification/notification-path.ts';
import { UpstreamSystemEnum } from '../upstream-api.type.ts';
import { UpstreamAccountEntity } from './upstream-account.entity.ts';
import { upstreamAccountMachine } from './upstream-account.machine.ts';
import { UpstreamAccountStatusEnum, UpstreamAccountType } from './upstream-account.type.ts';

/** Visible to the organization's owner and managers, and to operators. */
export const upstreamAccount: Reads<typeof UpstreamAccountEntity> = reads(
  UpstreamAccountType,
  UpstreamAccountEntity,
  {
    id: 'upa',
    fields: {
      viewerActions: actions(upstreamAccountMachine, UpstreamAccountEntity),
      hasNotificationKey: (d) => sql`${d.sealedNotificationKey} is not null`,
      notificationPath: (d) =>
        sql`case when ${d.system} = 'KOOGALLERY' then ${sql.literal(`${NOTIFICATION_PATH}/upa_`)} || ${d.id} end`,
    },
    relations: {
      organization: relation.one(() => organization, 'orgId', 'Organization of the account.', {
        nullable: false,
      }),
    },
    filters: {
      system: filter.anyOf('system', UpstreamSystemEnum, 'Systems to include.'),
      status: filter.anyOf('status', UpstreamAccountStatusEnum, 'States to include.'),
      organizationId: filter.ids('orgId', () => organization, 'Organizations to include.'),
    },
    orders: { CREATED: ['createdAt', 'id'] },
    roots: {
      upstreamAccount: { one: 'One account in an upstream system.' },
      upstreamAccounts: { page: "Accounts in upstream systems in the viewer's scope." },
    },
  },
);
