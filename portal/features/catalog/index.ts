import { createRoute, redirect } from '@tanstack/react-router';
import { Package } from 'lucide-react';
import { listPage } from '../../list/lazy-list.ts';
import { listSearch } from '../../list/search.ts';
import type { Feature } from '../../shell/feature.ts';
import { appRoute } from '../../shell/root.tsx';
import { catalogUpdates } from './updates.ts';

export const productsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/products',
  validateSearch: listSearch,
  component: listPage(() => import('./products.list.ts')),
});

export const productRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/products/$id',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/products', search: { open: params.id } });
  },
});

export const routes = [productsRoute, productRoute] as const;

export const feature: Feature = {
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
  updates: catalogUpdates,
};
