import { createRoute } from '@tanstack/react-router';
import { ClipboardList } from 'lucide-react';
import { buyerSearch } from '../../domain/buyer/useBuyerView.ts';
import { lazyComponent } from '../../lib/lazy.tsx';
import { currentSession } from '../../lib/session.ts';
import { listPage, listTab } from '../../list/lazy-list.ts';
import { listSearch, wordOf } from '../../list/search.ts';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute, rootRoute } from '../../shell/root.tsx';
import { demandActions, offerActions } from './actions.ts';
import { demandUpdates } from './updates.ts';

const list = () => import('./list/demands.list.ts');

export const demandsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/demands',
  validateSearch: listSearch,
  ...listPage(list),
});

export const newDemandRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/demands/new',
  validateSearch: (search: Record<string, unknown>): { customer?: string; product?: string } => ({
    customer: wordOf(search.customer),
    product: wordOf(search.product),
  }),
  ...page(() => import('./editor/NewDemandPage.tsx'), 'NewDemandPage'),
});

export const demandRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/demands/$id',
  ...page(() => import('./record/DemandPage.tsx'), 'DemandPage'),
});

export const editDemandRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/demands/$id/edit',
  ...page(() => import('./editor/EditDemandPage.tsx'), 'EditDemandPage'),
});

export const offersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/private-offers',
  validateSearch: listSearch,
  ...listPage(() => import('./list/offers.list.ts')),
});

export const newOfferRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/private-offers/new',
  validateSearch: (search: Record<string, unknown>): { demand?: string } => ({
    demand: wordOf(search.demand),
  }),
  ...page(() => import('./offers/NewOfferPage.tsx'), 'NewOfferPage'),
});

export const offerRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/private-offers/$id',
  ...page(() => import('./offers/PrivateOfferPage.tsx'), 'PrivateOfferPage'),
});

/** Target of a seller's private link. Its reader is a customer without an account. */
export const buyerOfferRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/offers/private/$token',
  validateSearch: buyerSearch,
  ...page(() => import('./offers/BuyerOfferPage.tsx'), 'BuyerOfferPage'),
});

export const routes = [
  demandsRoute,
  newDemandRoute,
  demandRoute,
  editDemandRoute,
  offersRoute,
  newOfferRoute,
  offerRoute,
] as const;

export const publicRoutes = [buyerOfferRoute] as const;

const one = lazyComponent(() => import('./record/DemandActions.tsx'), 'DemandTask');

export const feature: Feature = {
  actions: [...demandActions, ...offerActions],
  nav: [
    {
      to: '/demands',
      icon: ClipboardList,
      labelId: 'ui.nav.demands',
      group: 'sales',
      for: { sides: ['PARTNER', 'SELLER', 'OPERATOR'], may: 'CustomerDemand' },
    },
  ],
  tasks: {
    'CustomerDemand.lapse.SELLER': {
      one,
      many: {
        mutations: ['customerDemandsReject', 'customerDemandsReceive'],
        load: () => import('./list/bulk.ts'),
      },
    },
  },
  objects: {
    // The seller answers demands in the same queue as discounts; see ReviewPage.
    CustomerDemand: (id, event) =>
      event === 'lapse' && currentSession()?.may.includes('customerDemandReceive')
        ? `/review/${id}`
        : `/demands/${id}`,
    PrivateOffer: (id) => `/private-offers/${id}`,
  },
  tabs: {
    Organization: [
      {
        id: 'demands',
        label: 'ui.nav.demands',
        may: 'CustomerDemand',
        content: listTab(list, 'sellerId', ['customer', 'product', 'expected', 'status', 'DUE']),
      },
    ],
    Customer: [
      {
        id: 'demands',
        label: 'ui.nav.demands',
        content: listTab(list, 'customerId', ['customer', 'product', 'expected', 'status', 'DUE']),
      },
    ],
  },
  updates: demandUpdates,
};
