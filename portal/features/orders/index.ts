import { createRoute } from '@tanstack/react-router';
import { ShoppingCart } from 'lucide-react';
import { listPage } from '../../list/lazy-list.ts';
import { listSearch } from '../../list/search.ts';
import type { Feature } from '../../shell/feature.ts';
import { appRoute } from '../../shell/root.tsx';

export const ordersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/orders',
  validateSearch: listSearch,
  component: listPage(() => import('./orders.list.ts')),
});

export const routes = [ordersRoute] as const;

export const feature: Feature = {
  nav: [
    {
      to: '/orders',
      icon: ShoppingCart,
      labelId: 'ui.nav.orders',
      group: 'trade',
      for: { sides: ['PARTNER', 'SELLER', 'OPERATOR'] },
    },
  ],
};
