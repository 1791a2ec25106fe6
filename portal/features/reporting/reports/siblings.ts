import type { Sibling } from '../../../list/define.ts';

/** The pages of reports, which share one row of links. */
export const REPORTS: readonly Sibling[] = [
  { to: '/reports', label: 'ui.report.sales' },
  { to: '/reports/discounts', label: 'ui.report.depth', may: 'ExclusiveDiscount' },
  { to: '/reports/coverage', label: 'ui.report.coverage', may: 'CspAuthorization' },
  { to: '/reports/deadlines', label: 'ui.report.deadlines' },
  { to: '/performance', label: 'ui.report.performance', may: 'PerformanceTarget' },
];
