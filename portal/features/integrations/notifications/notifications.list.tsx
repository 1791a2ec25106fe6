import { extra, wide, wider } from '../../../list/column-kinds.tsx';
import { defineList, filter, view } from '../../../list/define.ts';
import { NotificationSteps } from './NotificationSteps.tsx';
import { counts, query } from './notifications.documents.ts';

const STATES = ['RECEIVED', 'PROCESSED', 'FAILED', 'REFUSED'] as const;

/** 云商店通知: what the marketplace sent to the sellers in the viewer's scope, newest first. */
export const list = defineList({
  name: 'upstreamNotifications',
  title: 'ui.upstream.notifications',
  query,
  rows: (data) => data.upstreamNotifications,
  counts,
  filters: { status: filter.choice('ui.status', 'UpstreamNotificationStatus', STATES) },
  views: [
    view('all', 'ui.all'),
    view('failed', 'ui.upstream.failed', { status: ['FAILED'] }),
    view('refused', 'ui.upstream.refused', { status: ['REFUSED'] }),
  ],
  sorts: ['CREATED'],
  columns: (c) => [
    c.title('activity', 'ui.upstream.activity', (r, { t }) => [
      t.enum('UpstreamActivity', r.activity),
      r.upstreamOrderId,
    ]),
    c.cell('seller', 'ui.seller', (r) => r.organization.name, { ...wider, extra: ['SELLER'] }),
    c.enum('protocol', 'ui.upstream.protocol', 'UpstreamProtocol', (r) => r.protocol, extra),
    c.dateTime('CREATED', 'ui.upstream.received', (r) => r.createdAt, wide),
    c.number('deliveries', 'ui.upstream.deliveries', (r) => r.deliveries, extra),
    c.cell('order', 'ui.order', (r) => r.order?.number, wide),
    c.two('problem', 'ui.upstream.lastError', (r, { t }) =>
      r.problemCode ? [t.error(r.problemCode, {}, r.problemCode), r.problemPath] : null,
    ),
    c.state('UpstreamNotificationStatus', (r) => [r.status]),
    c.cell('actions', 'ui.actions', (r) => <NotificationSteps notification={r} />, { file: null }),
  ],
  link: (r) => (r.order ? { to: '/orders/$id', params: { id: r.order.id } } : null),
  empty: ['ui.upstream.noNotifications', 'ui.upstream.noNotificationsText'],
});
