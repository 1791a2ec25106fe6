import { actions } from '../../../platform/read/actions.ts';
import { computed } from '../../../platform/read/computed.ts';
import { type Reads, reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { Role } from '../../../platform/viewer.ts';
import { ISSUERS, member, organization } from '../../identity/index.ts';
import { WebhookEndpointEntity } from './webhook-endpoint.entity.ts';
import { webhookEndpointMachine } from './webhook-endpoint.machine.ts';
import { WebhookEndpointStatusEnum, WebhookEndpointType } from './webhook-endpoint.type.ts';

/** Visible to the members who manage webhooks, to auditors, and to operators. */
export const webhookEndpoint: Reads<typeof WebhookEndpointEntity> = reads(
  WebhookEndpointType,
  WebhookEndpointEntity,
  {
    id: 'whe',
    fields: {
      role: computed.role('role'),
      deliveredUntil: (d) => d.cursorAt,
      viewerActions: actions(webhookEndpointMachine, WebhookEndpointEntity, {
        foreign: (d, v) => sql`${d.orgId} <> ${v.tenantId}`,
        aboveViewer: (d, v) =>
          sql`${v.role} not in (${sql.words(ISSUERS)}) and ${d.role} <> ${v.role}`,
        issuers: () => sql.literal(ISSUERS.map(Role.word).join(', ')),
      }),
    },
    relations: {
      organization: relation.one(() => organization, 'orgId', 'Organization of the webhook.', {
        nullable: false,
      }),
      createdBy: relation.one(
        () => member,
        'createdById',
        'Member who created the webhook, last resumed it or last changed its address, within whose rights it reads.',
      ),
    },
    filters: {
      status: filter.anyOf('status', WebhookEndpointStatusEnum, 'States to include.'),
      organizationId: filter.ids('orgId', () => organization, 'Organizations to include.'),
    },
    orders: { CREATED: ['createdAt', 'id'] },
    roots: {
      webhookEndpoint: { one: 'One webhook.' },
      webhookEndpoints: { page: "Webhooks of the viewer's organization; of all, for operators." },
    },
  },
);
