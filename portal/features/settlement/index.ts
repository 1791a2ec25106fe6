import { createRoute } from '@tanstack/react-router';
import { Landmark } from 'lucide-react';
import { listPage } from '../../list/lazy-list.ts';
import { listSearch } from '../../list/search.ts';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';

export const billsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/bills',
  validateSearch: listSearch,
  component: listPage(() => import('./bills.list.ts')),
});

export const billRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/bills/$id',
  component: page(() => import('./BillPage.tsx'), 'BillPage'),
});

export const routes = [billsRoute, billRoute] as const;

export const feature: Feature = {
  nav: [
    {
      to: '/bills',
      icon: Landmark,
      labelId: 'ui.nav.bills',
      group: 'money',
      for: {
        sides: ['PARTNER', 'OPERATOR'],
        may: 'SettlementBill',
      },
    },
  ],
  objects: { SettlementBill: (id) => `/bills/${id}` },
};
