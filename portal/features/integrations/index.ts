import { createRoute } from '@tanstack/react-router';
import { Cable } from 'lucide-react';
import { lazyComponent } from '../../lib/lazy.tsx';
import { listPage } from '../../list/lazy-list.ts';
import { listSearch } from '../../list/search.ts';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';
import { integrationUpdates } from './updates.ts';

const upstreamSearch = ({
  differences,
}: {
  differences?: unknown;
}): { differences?: 'RESOLVED' } => (differences === 'RESOLVED' ? { differences } : {});

export const upstreamRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/upstream',
  validateSearch: upstreamSearch,
  ...page(() => import('./upstream/UpstreamPage.tsx'), 'UpstreamPage'),
});

export const syncRunsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/upstream/runs',
  validateSearch: listSearch,
  ...listPage(() => import('./upstream/runs.list.ts')),
});

export const notificationsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/upstream/notifications',
  validateSearch: listSearch,
  ...listPage(() => import('./notifications/notifications.list.tsx')),
});

export const reconciliationRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/upstream/reconciliation',
  validateSearch: listSearch,
  ...listPage(() => import('./reconciliation/reconciliation.list.tsx')),
});

export const routes = [
  upstreamRoute,
  syncRunsRoute,
  notificationsRoute,
  reconciliationRoute,
] as const;

export const feature: Feature = {
  nav: [
    {
      to: '/upstream',
      icon: Cable,
      labelId: 'ui.nav.upstream',
      group: 'admin',
      for: { sides: ['PARTNER', 'SELLER', 'OPERATOR'], may: 'UpstreamFeed' },
    },
  ],
  tabs: {
    Customer: [
      {
        id: 'users',
        label: 'ui.customer.tab.users',
        content: lazyComponent(() => import('./customer/CustomerUsers.tsx'), 'CustomerUsers'),
      },
      {
        id: 'consumption',
        label: 'ui.customer.tab.consumption',
        may: 'CustomerConsumption',
        content: lazyComponent(
          () => import('./customer/CustomerConsumption.tsx'),
          'CustomerConsumption',
        ),
      },
      {
        id: 'upstream',
        label: 'ui.customer.tab.upstream',
        may: 'Difference',
        content: lazyComponent(() => import('./customer/CustomerUpstream.tsx'), 'CustomerUpstream'),
      },
    ],
  },
  objects: { UpstreamAccount: () => '/upstream', UpstreamFeed: () => '/upstream' },
  updates: integrationUpdates,
};
