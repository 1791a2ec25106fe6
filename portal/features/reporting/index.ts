import { createRoute } from '@tanstack/react-router';
import { ChartColumn, Hourglass, ListChecks } from 'lucide-react';
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
  component: listPage(() => import('./transactions/transactions.list.tsx')),
});

export const performanceRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/performance',
  validateSearch: performanceSearch,
  component: page(() => import('./performance/PerformancePage.tsx'), 'PerformancePage'),
});

export const earnedRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/earned',
  component: page(() => import('./earned/EarnedPage.tsx'), 'EarnedPage'),
});

export const routes = [transactionsRoute, performanceRoute, earnedRoute] as const;

export const feature: Feature = {
  nav: [
    {
      to: '/transactions',
      icon: ListChecks,
      labelId: 'ui.nav.transactions',
      group: 'money',
      for: { sides: ['PARTNER', 'OPERATOR'], may: 'SettlementBill' },
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
  ],
  updates: reportingUpdates,
};
