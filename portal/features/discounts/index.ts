import { createRoute, redirect } from '@tanstack/react-router';
import { Inbox, Tag } from 'lucide-react';
import { buyerSearch } from '../../domain/buyer/useBuyerView.ts';
import { lazyComponent } from '../../lib/lazy.tsx';
import { currentSession } from '../../lib/session.ts';
import { listPage, listTab } from '../../list/lazy-list.ts';
import { listSearch, wordOf } from '../../list/search.ts';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute, rootRoute } from '../../shell/root.tsx';
import { actions } from './actions.ts';
import { discountUpdates } from './updates.ts';

const list = () => import('./list/discounts.list.ts');

export const discountsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/discounts',
  validateSearch: listSearch,
  ...listPage(list),
});

export const newDiscountRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/discounts/new',
  validateSearch: (search: Record<string, unknown>): { customer?: string; from?: string } => ({
    customer: wordOf(search.customer),
    from: wordOf(search.from),
  }),
  ...page(() => import('./editor/NewDiscountPage.tsx'), 'NewDiscountPage'),
});

export const discountRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/discounts/$id',
  ...page(() => import('./record/DiscountPage.tsx'), 'DiscountPage'),
});

export const editDiscountRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/discounts/$id/edit',
  ...page(() => import('./editor/EditDiscountPage.tsx'), 'EditDiscountPage'),
});

export const reviewRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/review',
  validateSearch: (search: Record<string, unknown>): { open?: string } => ({
    open: wordOf(search.open),
  }),
  ...page(() => import('./review/ReviewPage.tsx'), 'ReviewPage'),
});

/** Address of one case. It is not a path of its own, so that moving through the queue keeps the focus. */
export const reviewCaseRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/review/$id',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/review', search: { open: params.id } });
  },
});

/** Target of the private link. Its reader is a customer without an account. */
export const offerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/offers/$token',
  validateSearch: buyerSearch,
  ...page(() => import('./offer/OfferPage.tsx'), 'OfferPage'),
});

export const routes = [
  discountsRoute,
  newDiscountRoute,
  discountRoute,
  editDiscountRoute,
  reviewRoute,
  reviewCaseRoute,
] as const;

export const publicRoutes = [offerRoute] as const;

const one = lazyComponent(() => import('./record/DiscountActions.tsx'), 'DiscountTask');
const many = (...mutations: string[]) => ({ mutations, load: () => import('./list/bulk.ts') });

export const feature: Feature = {
  actions,
  nav: [
    {
      to: '/review',
      icon: Inbox,
      labelId: 'ui.nav.review',
      group: 'sales',
      for: {
        sides: ['SELLER', 'OPERATOR'],
        may: 'exclusiveDiscountApprove',
      },
    },
    {
      to: '/discounts',
      icon: Tag,
      labelId: 'ui.nav.discounts',
      group: 'sales',
      for: { sides: ['PARTNER', 'SELLER', 'OPERATOR'] },
    },
  ],
  tasks: {
    'ExclusiveDiscount.end.NONE': { one, many: many('exclusiveDiscountsExtend') },
    'ExclusiveDiscount.remind.SELLER': {
      many: many('exclusiveDiscountsReject', 'exclusiveDiscountsApprove'),
    },
  },
  objects: {
    ExclusiveDiscount: (id, event) =>
      event === 'remind' && currentSession()?.may.includes('exclusiveDiscountApprove')
        ? `/review/${id}`
        : `/discounts/${id}`,
  },
  tabs: {
    Organization: [
      {
        id: 'discounts',
        label: 'ui.nav.discounts',
        may: 'ExclusiveDiscount',
        content: listTab(list, 'sellerId', ['name', 'customer', 'rate', 'NET_TOTAL', 'status']),
      },
    ],
    Partner: [
      {
        id: 'discounts',
        label: 'ui.nav.discounts',
        content: listTab(list, 'partnerId', ['name', 'customer', 'rate', 'NET_TOTAL', 'status']),
      },
    ],
    Customer: [
      {
        id: 'discounts',
        label: 'ui.nav.discounts',
        content: listTab(list, 'customerId', [
          'name',
          'product',
          'rate',
          'NET_TOTAL',
          'ENDING',
          'status',
        ]),
      },
    ],
  },
  updates: discountUpdates,
};
