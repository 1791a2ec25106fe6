import { createRoute, redirect } from '@tanstack/react-router';
import { Package } from 'lucide-react';
import { lazyComponent } from '../../lib/lazy.tsx';
import { currentSession } from '../../lib/session.ts';
import { listPage, listTab } from '../../list/lazy-list.ts';
import { listSearch } from '../../list/search.ts';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';
import { actions } from './actions.ts';
import { catalogOptimism, catalogUpdates } from './updates.ts';

const list = () => import('./products.list.ts');

export const productsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/products',
  validateSearch: listSearch,
  ...listPage(list),
});

export const newProductRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/products/new',
  ...page(() => import('./listing/NewProductPage.tsx'), 'NewProductPage'),
});

export const productRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/products/$id',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/products', search: { open: params.id } });
  },
});

/** The support groups of the viewer's organization, a tab of its page. */
export const supportGroupsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/support-groups',
  beforeLoad: () => {
    throw redirect({
      to: '/sellers/$id',
      params: { id: `org_${currentSession()?.org.id}` },
      search: { tab: 'support' },
    });
  },
});

export const routes = [productsRoute, newProductRoute, productRoute, supportGroupsRoute] as const;

export const feature: Feature = {
  actions,
  objects: { Product: (id) => `/products/${id}` },
  nav: [
    {
      to: '/products',
      icon: Package,
      labelId: 'ui.nav.products',
      group: 'sales',
      for: { sides: ['PARTNER', 'SELLER', 'OPERATOR'] },
    },
  ],
  tabs: {
    Organization: [
      {
        id: 'products',
        label: 'ui.nav.products',
        content: listTab(list, 'sellerId', ['NAME', 'model', 'prices', 'floor', 'status']),
      },
      {
        id: 'support',
        label: 'ui.support.groups',
        content: lazyComponent(() => import('./support/SupportGroups.tsx'), 'SupportGroups'),
      },
    ],
  },
  optimistic: catalogOptimism,
  updates: catalogUpdates,
};
