import { createRoute } from '@tanstack/react-router';
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

export const routes = [productsRoute] as const;

export const feature: Feature = {
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
