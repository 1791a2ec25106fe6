import { createRoute, redirect } from '@tanstack/react-router';
import { Package } from 'lucide-react';
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

export const routes = [productsRoute, newProductRoute, productRoute] as const;

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
    ],
  },
  optimistic: catalogOptimism,
  updates: catalogUpdates,
};
