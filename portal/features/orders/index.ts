import { createRoute } from '@tanstack/react-router';
import { ShoppingCart } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';
import { orderList } from './list.ts';

export const ordersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/orders',
  validateSearch: orderList.validate,
  component: page(() => import('./OrdersPage.tsx'), 'OrdersPage'),
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
