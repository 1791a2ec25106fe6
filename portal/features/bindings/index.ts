import { createRoute } from '@tanstack/react-router';
import { Link2 } from 'lucide-react';
import { bindingUpdates } from '../../domain/binding/updates.ts';
import { buyerSearch } from '../../domain/buyer/useBuyerView.ts';
import { lazyComponent } from '../../lib/lazy.tsx';
import { listPage } from '../../list/lazy-list.ts';
import { listSearch } from '../../list/search.ts';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute, rootRoute } from '../../shell/root.tsx';

export const bindingsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/bindings',
  validateSearch: listSearch,
  ...listPage(() => import('./bindings.list.tsx')),
});

export const bindingRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/bindings/$id',
  ...page(() => import('./BindingPage.tsx'), 'BindingPage'),
});

export const buyerBindingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/buyer/bindings/$token',
  validateSearch: buyerSearch,
  ...page(() => import('./BuyerBindingPage.tsx'), 'BuyerBindingPage'),
});

export const routes = [bindingsRoute, bindingRoute] as const;
/** Pages without navigation, for customers who open a link. */
export const publicRoutes = [buyerBindingRoute] as const;

const one = lazyComponent(() => import('./BindingTask.tsx'), 'BindingTask');

export const feature: Feature = {
  nav: [
    {
      to: '/bindings',
      icon: Link2,
      labelId: 'ui.nav.bindings',
      group: 'sales',
      for: { sides: ['PARTNER', 'OPERATOR'] },
    },
  ],
  tasks: {
    'PartnerBinding.expire.PARTNER': {
      one,
      many: { mutations: ['partnerBindingsInvite'], load: () => import('./task-bulk.ts') },
    },
    'PartnerBinding.remind.PARTNER': { one },
  },
  objects: { PartnerBinding: (id) => `/bindings/${id}` },
  updates: bindingUpdates,
};
