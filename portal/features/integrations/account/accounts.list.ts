import { extra, main, wide } from '../../../list/column-kinds.tsx';
import { beside, defineList, filter, view } from '../../../list/define.ts';
import { counts, query } from './accounts.documents.ts';

/** 上游账号: the accounts of all organizations that the viewer sees, newest first. */
export const list = defineList({
  name: 'upstreamAccounts',
  title: 'ui.upstream.accounts',
  query,
  rows: (data) => data.upstreamAccounts,
  counts,
  filters: {
    status: filter.choice('ui.status', 'UpstreamAccountStatus', [
      'CONNECTED',
      'PAUSED',
      'REJECTED',
      'REMOVED',
    ]),
    system: filter.choice('ui.upstream.system', 'UpstreamSystem', ['HUAWEI_BSS', 'KOOGALLERY']),
    organizationId: filter.record('ui.organization', 'organization'),
  },
  views: [
    view('present', 'ui.upstream.accountsPresent', { status: ['CONNECTED', 'PAUSED', 'REJECTED'] }),
    view('rejected', 'enum.UpstreamAccountStatus.REJECTED', { status: ['REJECTED'] }),
  ],
  sorts: ['CREATED'],
  columns: (c) => [
    c.title('organization', 'ui.organization', (r, { t }) => [
      r.organization.name,
      t.enum('UpstreamSystem', r.system),
    ]),
    c.cell('accessKeyId', 'ui.upstream.fact.accessKeyId', (r) => r.accessKeyId, main),
    c.cell('endpoint', 'ui.upstream.fact.endpoint', (r) => r.endpoint, extra),
    c.dateTime('rotatedAt', 'ui.upstream.fact.rotatedAt', (r) => r.rotatedAt, wide),
    c.dateTime('rejectedAt', 'ui.upstream.fact.rejectedAt', (r) => r.rejectedAt, extra),
    c.cell('rejectionCode', 'ui.upstream.lastError', (r) => r.rejectionCode, extra),
    c.date('CREATED', 'ui.upstream.connectedAt', (r) => r.createdAt, wide),
    c.state('UpstreamAccountStatus', (r) => [r.status]),
  ],
  panel: beside('ui.upstream.account', () => import('./AccountPanel.tsx'), 'AccountPanel'),
  empty: ['ui.upstream.empty'],
});
