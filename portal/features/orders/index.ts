import { createRoute } from '@tanstack/react-router';
import { ShoppingCart } from 'lucide-react';
import { listPage, listTab } from '../../list/lazy-list.ts';
import { listSearch } from '../../list/search.ts';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';

const list = () => import('./orders.list.ts');

export const ordersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/orders',
  validateSearch: listSearch,
  component: listPage(list),
});

export const orderRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/orders/$id',
  component: page(() => import('./record/OrderPage.tsx'), 'OrderPage'),
});

export const routes = [ordersRoute, orderRoute] as const;

export const feature: Feature = {
  tabs: {
    Customer: [
      {
        id: 'orders',
        label: 'ui.nav.orders',
        content: listTab(list, 'customerId', [
          'number',
          'attribution',
          'rate',
          'deal',
          'placed',
          'status',
        ]),
      },
    ],
  },
  objects: { Order: (id) => `/orders/${id}` },
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
