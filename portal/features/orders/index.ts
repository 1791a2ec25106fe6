import { createRoute, redirect } from '@tanstack/react-router';
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

/** A link to one; it is shown beside the list. */
export const orderRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/orders/$id',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/orders', search: { open: params.id } });
  },
});

export const routes = [ordersRoute, orderRoute] as const;

export const feature: Feature = {
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
