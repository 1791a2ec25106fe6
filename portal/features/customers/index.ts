import { createRoute } from '@tanstack/react-router';
import { Users } from 'lucide-react';
import { listPage } from '../../list/lazy-list.ts';
import { listSearch } from '../../list/search.ts';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';
import { actions } from './actions.ts';
import { customerUpdates } from './updates.ts';

export const customersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/customers',
  validateSearch: listSearch,
  ...listPage(() => import('./list/customers.list.tsx')),
});

export const customerRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/customers/$id',
  // The tab, and the state of a list on it.
  validateSearch: listSearch,
  ...page(() => import('./record/CustomerPage.tsx'), 'CustomerPage'),
});

export const routes = [customersRoute, customerRoute] as const;

export const feature: Feature = {
  actions,
  nav: [
    {
      to: '/customers',
      icon: Users,
      labelId: 'ui.nav.customers',
      group: 'sales',
      for: { sides: ['PARTNER', 'OPERATOR'] },
    },
  ],
  objects: { Customer: (id) => `/customers/${id}` },
  updates: customerUpdates,
};
