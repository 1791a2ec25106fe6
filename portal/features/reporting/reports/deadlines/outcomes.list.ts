import { main, wide, wider } from '../../../../list/column-kinds.tsx';
import { defineList, filter, view } from '../../../../list/define.ts';
import { query } from './deadlines.documents.ts';
import { filters, outcome } from './filters.ts';

/** Ended deadlines, as the report counts them (时限明细). */
export const list = defineList({
  name: 'deadlineOutcomes',
  title: 'ui.report.outcomes',
  query,
  rows: (data) => data.deadlineOutcomes,
  filters: { outcome, ...filters, dueWithin: filter.period('ui.report.dueAt') },
  views: [view('all', 'ui.all')],
  columns: (c) => [
    c.title('label', 'ui.report.subject', (r, { t }) => [
      r.label,
      t.enum('Subject', r.subjectType),
    ]),
    c.enum('actsSide', 'ui.report.actsSide', 'ActingSide', (r) => r.actsSide, main),
    c.dateTime('startedAt', 'ui.report.startedAt', (r) => r.startedAt, wider),
    c.dateTime('dueAt', 'ui.report.dueAt', (r) => r.dueAt, wide),
    c.dateTime('endedAt', 'ui.report.endedAt', (r) => r.endedAt, wide),
    c.state('DeadlineOutcomeKind', (r) => [r.outcome, null]),
  ],
  link: (row) => ({ to: '/open/$type/$id', params: { type: row.subjectType, id: row.subjectId } }),
  empty: ['ui.report.empty'],
});
