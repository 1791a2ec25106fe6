import { createRoute } from '@tanstack/react-router';
import { ShoppingCart } from 'lucide-react';
import { buyerSearch } from '../../domain/buyer/useBuyerView.ts';
import { lazyComponent } from '../../lib/lazy.tsx';
import { listPage, listTab } from '../../list/lazy-list.ts';
import { listSearch } from '../../list/search.ts';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute, rootRoute } from '../../shell/root.tsx';
import { orderUpdates } from './updates.ts';

const list = () => import('./orders.list.ts');

export const ordersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/orders',
  validateSearch: listSearch,
  ...listPage(list),
});

export const orderRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/orders/$id',
  ...page(() => import('./record/OrderPage.tsx'), 'OrderPage'),
});

/** Address of a request for a refund, which its order shows. */
export const refundRequestRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/refunds/$id',
  ...page(() => import('./record/RefundRequestPage.tsx'), 'RefundRequestPage'),
});

/** Target of the link in a customer's mail about its order. */
export const buyerOrderRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/buyer/orders/$token',
  validateSearch: buyerSearch,
  ...page(() => import('./buyer/OrderLinkPage.tsx'), 'OrderLinkPage'),
});

export const routes = [ordersRoute, orderRoute, refundRequestRoute] as const;
export const publicRoutes = [buyerOrderRoute] as const;

export const feature: Feature = {
  tabs: {
    Partner: [
      {
        id: 'orders',
        label: 'ui.nav.orders',
        content: listTab(list, 'partnerId', ['number', 'customer', 'DEAL', 'PLACED', 'status']),
      },
    ],
    Customer: [
      {
        id: 'orders',
        label: 'ui.nav.orders',
        content: listTab(list, 'customerId', [
          'number',
          'attribution',
          'rate',
          'DEAL',
          'PLACED',
          'status',
        ]),
      },
      {
        id: 'services',
        label: 'ui.services',
        content: listTab(() => import('./services.list.ts'), 'customerId', [
          'product',
          'quantity',
          'deal',
          'until',
          'PLACED',
          'number',
        ]),
      },
    ],
  },
  buyer: [
    {
      id: 'checkout',
      label: 'ui.checkout.title',
      content: lazyComponent(() => import('./buyer/BuyerCheckout.tsx'), 'BuyerCheckout'),
    },
    {
      id: 'orders',
      label: 'ui.buyer.orders.title',
      content: lazyComponent(() => import('./buyer/BuyerOrders.tsx'), 'BuyerOrders'),
    },
  ],
  objects: { Order: (id) => `/orders/${id}`, RefundRequest: (id) => `/refunds/${id}` },
  updates: orderUpdates,
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
