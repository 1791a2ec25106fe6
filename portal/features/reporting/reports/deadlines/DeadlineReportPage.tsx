import { createElement } from 'react';
import { type List, view } from '../../../../list/define.ts';
import { defineReport, lastYear } from '../define.ts';
import { ReportPage } from '../ReportPage.tsx';
import { DeadlineBody } from './DeadlineBody.tsx';
import { DeadlineReport } from './deadlines.documents.ts';
import { filters } from './filters.ts';

const OWN = ['PARTNER', 'SELLER', 'OPERATOR'] as const;

const report = defineReport({
  name: 'deadlineReport',
  query: DeadlineReport as List['query'],
  title: 'ui.report.deadlines',
  period: { field: 'dueWithin', label: 'ui.report.dueAt', of: lastYear },
  filters,
  dimension: 'DeadlineReportDimension',
  groups: [{ id: 'SUBJECT_TYPE' }, { id: 'ACTS_SIDE' }],
  views: [
    ...OWN.map((side) =>
      view<string>('mine', 'ui.report.ours', { actsSide: [side] }, { for: [side] }),
    ),
    view('all', 'ui.report.everySide'),
  ],
  body: DeadlineBody,
});

/** Deadlines kept, late and lapsed, by object and month. */
export const DeadlineReportPage = () => createElement(ReportPage, { report });
