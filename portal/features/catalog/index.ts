import { createRoute } from '@tanstack/react-router';
import { Package } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';
import { productList } from './list.ts';
import { catalogUpdates } from './updates.ts';

export const productsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/products',
  validateSearch: productList.validate,
  component: page(() => import('./ProductsPage.tsx'), 'ProductsPage'),
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
