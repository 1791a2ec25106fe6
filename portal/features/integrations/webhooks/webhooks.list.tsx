import { Ago } from '../../../domain/Ago.tsx';
import { wide, wider } from '../../../list/column-kinds.tsx';
import { defineList, filter, view } from '../../../list/define.ts';
import { orElse } from '../../../list/file-columns.ts';
import { RouteLink } from '../../../shell/links.ts';
import { webhookActions } from './actions.ts';
import { query } from './webhooks.documents.ts';

const IN_USE = ['ENABLED', 'FAILING', 'PAUSED', 'DISABLED'] as const;

/** 事件推送: the webhooks of the viewer's organization. */
export const list = defineList({
  name: 'webhooks',
  title: 'ui.nav.webhooks',
  meta: (_, t) => (
    <RouteLink to="/developers/guide" hash="webhooks">
      {t('ui.webhook.howTo')}
    </RouteLink>
  ),
  query,
  rows: (data) => data.webhookEndpoints,
  filters: { status: filter.choice('ui.status', 'WebhookEndpointStatus', [...IN_USE, 'DELETED']) },
  views: [
    view('inUse', 'ui.webhook.inUse', { status: [...IN_USE] }),
    view('problems', 'ui.webhook.problems', { status: ['FAILING', 'DISABLED'] }),
    view('all', 'ui.all'),
  ],
  sorts: ['CREATED'],
  columns: (c) => [
    c.title('name', 'ui.webhook.name', (r) => [r.name, r.url]),
    c.enum('role', 'ui.role', 'Role', (r) => r.role, wide),
    c.cell(
      'last',
      'ui.webhook.lastDelivered',
      ({ lastDeliveredAt: at }, { t }) => (at ? <Ago at={at} /> : t('ui.webhook.never')),
      { file: { read: (r, { t }) => orElse(r.lastDeliveredAt, t('ui.webhook.never')) } },
    ),
    c.cell('organization', 'ui.organization', (r) => r.organization.name, wider),
    c.dateTime('CREATED', 'ui.createdAt', (r) => r.createdAt, wider),
    c.state('WebhookEndpointStatus', (r) => [r.status]),
  ],
  link: (r) => ({ to: '/developers/webhooks/$id', params: { id: r.id } }),
  empty: ['ui.webhook.empty', 'ui.webhook.emptyText'],
  actions: webhookActions,
});
