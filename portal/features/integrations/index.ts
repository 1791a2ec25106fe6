import { createRoute } from '@tanstack/react-router';
import { Cable, Webhook } from 'lucide-react';
import { lazyComponent } from '../../lib/lazy.tsx';
import { listPage } from '../../list/lazy-list.ts';
import { listSearch } from '../../list/search.ts';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';
import { integrationUpdates } from './updates.ts';
import { webhookActions } from './webhooks/actions.ts';

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

export const accountsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/upstream/accounts',
  validateSearch: listSearch,
  ...listPage(() => import('./account/accounts.list.ts')),
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

export const webhooksRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/developers/webhooks',
  validateSearch: listSearch,
  ...listPage(() => import('./webhooks/webhooks.list.tsx')),
});

export const webhookRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/developers/webhooks/$id',
  ...page(() => import('./webhooks/WebhookPage.tsx'), 'WebhookPage'),
});

export const routes = [
  upstreamRoute,
  accountsRoute,
  syncRunsRoute,
  notificationsRoute,
  reconciliationRoute,
  webhooksRoute,
  webhookRoute,
] as const;

export const feature: Feature = {
  actions: webhookActions,
  nav: [
    {
      to: '/developers/webhooks',
      icon: Webhook,
      labelId: 'ui.nav.webhooks',
      group: 'developers',
      for: { sides: ['PARTNER', 'SELLER', 'OPERATOR'], may: 'WebhookEndpoint' },
    },
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
  objects: {
    UpstreamAccount: (id) => `/upstream/accounts?open=${id}`,
    UpstreamFeed: () => '/upstream',
    WebhookEndpoint: (id) => `/developers/webhooks/${id}`,
  },
  updates: integrationUpdates,
};
