import { wide } from '../../list/column-kinds.tsx';
import { defineList, filter, view } from '../../list/define.ts';
import { action } from '../../shell/action.ts';
import { JobFile } from './JobFile.tsx';
import { counts, query } from './transfers.documents.ts';

const KINDS = ['EXPORT', 'IMPORT'] as const;
const MINE = { isMine: true } as const;

/** The viewer's own exports and imports, newest first. */
export const list = defineList({
  name: 'transfers',
  title: 'ui.nav.transfers',
  meta: 'ui.transfers.lead',
  query,
  rows: (data) => data.jobs,
  counts,
  filters: {
    kind: filter.choice('ui.transfers.task', 'JobKind', KINDS),
    isMine: filter.flag('ui.transfers.mine', { quiet: true }),
  },
  views: [
    view('all', 'ui.all', { kind: KINDS, ...MINE }),
    view('exports', 'ui.transfers.exports', { kind: ['EXPORT'], ...MINE }),
    view('imports', 'ui.transfers.imports', { kind: ['IMPORT'], ...MINE }),
  ],
  sorts: ['CREATED'],
  columns: (c) => [
    c.title('label', 'ui.transfers.task', (r, { t }) => [r.label, t.enum('JobKind', r.kind)]),
    c.number('rows', 'ui.transfers.rows', (r) => r.total),
    c.cell('file', 'ui.transfers.file', (r) => r.file && <JobFile file={r.file} />, {
      file: (r) => r.file?.name,
    }),
    c.dateTime('CREATED', 'ui.transfers.requested', (r) => r.createdAt, wide),
    c.state('JobStatus', (r) => [r.status]),
  ],
  link: (r) => (r.kind === 'IMPORT' ? { to: '/imports/$id', params: { id: r.id } } : null),
  empty: ['ui.transfers.empty', 'ui.transfers.emptyText'],
  actions: [action('importStart', 'ui.import.start', '/imports')],
});
