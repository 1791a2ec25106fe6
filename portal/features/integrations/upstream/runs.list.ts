import { extra, main, wide } from '../../../list/column-kinds.tsx';
import { defineList, filter, view } from '../../../list/define.ts';
import { counts, query } from './runs.documents.ts';

/** 同步记录: every run of the feeds in the viewer's scope, newest first. */
export const list = defineList({
  name: 'syncRuns',
  title: 'ui.upstream.runs',
  query,
  rows: (data) => data.syncRuns,
  counts,
  filters: {
    outcome: filter.choice('ui.status', 'SyncRunOutcome', ['RUNNING', 'SUCCEEDED', 'FAILED']),
  },
  views: [view('all', 'ui.all'), view('failed', 'ui.upstream.failed', { outcome: ['FAILED'] })],
  sorts: ['CREATED'],
  columns: (c) => [
    c.title('api', 'ui.upstream.source', (r, { t }) => [
      t.enum('UpstreamApi', r.api),
      r.feed.organization.name,
    ]),
    c.dateTime('CREATED', 'ui.upstream.startedAt', (r) => r.createdAt),
    c.dateTime('finishedAt', 'ui.upstream.finishedAt', (r) => r.finishedAt, extra),
    c.number('rowsRead', 'ui.upstream.read', (r) => r.rowsRead, main),
    c.number('rowsWritten', 'ui.upstream.written', (r) => r.rowsWritten),
    c.number('rowsQuarantined', 'ui.quarantine.title', (r) => r.rowsQuarantined, wide),
    c.number('differences', 'ui.difference.title', (r) => r.differences, wide),
    c.cell('error', 'ui.upstream.lastError', (r) => r.errorCode, wide),
    c.cell('requestId', 'ui.upstream.requestId', (r) => r.errorRequestId, extra),
    c.cell('by', 'ui.upstream.requestedBy', (r) => r.requestedBy, extra),
    c.state('SyncRunOutcome', (r) => [r.outcome]),
  ],
  link: () => null,
  empty: ['ui.upstream.noRuns', 'ui.upstream.noRunsText'],
});
