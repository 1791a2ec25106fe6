import { createRoute } from '@tanstack/react-router';
import { CalendarCheck, Landmark } from 'lucide-react';
import { listPage } from '../../list/lazy-list.ts';
import { listSearch } from '../../list/search.ts';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';
import { CLOSE_STEPS, type CloseStep } from './close/close-states.ts';
import { settlementUpdates } from './updates.ts';

/** `period`: month (absent: the last one); `step`: the step whose rows are shown. */
interface CloseSearch {
  period?: string;
  step?: CloseStep;
}

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

export const periodCloseRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/period-close',
  validateSearch: ({ period, step }: Record<string, unknown>): CloseSearch => ({
    ...(typeof period === 'string' && /^\d{4}-\d{2}$/.test(period) && { period }),
    ...(CLOSE_STEPS.includes(step as CloseStep) && { step: step as CloseStep }),
  }),
  component: page(() => import('./close/PeriodClosePage.tsx'), 'PeriodClosePage'),
});

export const routes = [billsRoute, billRoute, periodCloseRoute] as const;

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
    {
      to: '/period-close',
      icon: CalendarCheck,
      labelId: 'ui.nav.periodClose',
      group: 'money',
      for: { sides: ['OPERATOR'] },
    },
  ],
  objects: {
    SettlementBill: (id) => `/bills/${id}`,
    BillRun: () => '/period-close',
    BillRunPartner: () => '/period-close',
  },
  updates: settlementUpdates,
};
