import { createRoute } from '@tanstack/react-router';
import { ChartColumn, ChartNoAxesCombined, Hourglass, ListChecks } from 'lucide-react';
import { listPage } from '../../list/lazy-list.ts';
import { listSearch } from '../../list/search.ts';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';
import { performanceSearch } from './performance/search.ts';
import { reportingUpdates } from './updates.ts';

export const transactionsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/transactions',
  validateSearch: listSearch,
  ...listPage(() => import('./transactions/transactions.list.tsx')),
});

export const performanceRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/performance',
  validateSearch: performanceSearch,
  ...page(() => import('./performance/PerformancePage.tsx'), 'PerformancePage'),
});

export const earnedRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/earned',
  validateSearch: ({ reason }: Record<string, unknown>): { reason?: string } =>
    typeof reason === 'string' ? { reason } : {},
  ...page(() => import('./earned/EarnedPage.tsx'), 'EarnedPage'),
});

export const reportsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports',
  validateSearch: listSearch,
  ...page(() => import('./reports/sales/SalesReportPage.tsx'), 'SalesReportPage'),
});

export const depthRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports/discounts',
  validateSearch: listSearch,
  ...page(() => import('./reports/depth/DepthReportPage.tsx'), 'DepthReportPage'),
});

export const coverageRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports/coverage',
  validateSearch: listSearch,
  ...page(() => import('./reports/coverage/CoverageReportPage.tsx'), 'CoverageReportPage'),
});

export const deadlinesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports/deadlines',
  validateSearch: listSearch,
  ...page(() => import('./reports/deadlines/DeadlineReportPage.tsx'), 'DeadlineReportPage'),
});

export const outcomesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports/deadlines/outcomes',
  validateSearch: listSearch,
  ...listPage(() => import('./reports/deadlines/outcomes.list.ts')),
});

export const routes = [
  transactionsRoute,
  performanceRoute,
  earnedRoute,
  reportsRoute,
  depthRoute,
  coverageRoute,
  deadlinesRoute,
  outcomesRoute,
] as const;

export const feature: Feature = {
  nav: [
    {
      to: '/transactions',
      icon: ListChecks,
      labelId: 'ui.nav.transactions',
      group: 'money',
      for: { sides: ['PARTNER', 'SELLER', 'OPERATOR'], may: 'OrderLine' },
    },
    {
      to: '/earned',
      icon: Hourglass,
      labelId: 'ui.nav.earned',
      group: 'money',
      for: { sides: ['PARTNER'], may: 'SettlementBill' },
    },
    {
      to: '/performance',
      icon: ChartColumn,
      labelId: 'ui.nav.performance',
      group: 'money',
      for: { sides: ['PARTNER', 'OPERATOR'] },
    },
    {
      to: '/reports',
      icon: ChartNoAxesCombined,
      labelId: 'ui.nav.reports',
      group: 'money',
      for: { sides: ['PARTNER', 'SELLER', 'OPERATOR'], may: 'OrderLine' },
    },
  ],
  updates: reportingUpdates,
};
