import { createRoute, redirect } from '@tanstack/react-router';
import { CalendarCheck, Landmark, Stamp } from 'lucide-react';
import { lazyComponent } from '../../lib/lazy.tsx';
import { sideOf } from '../../lib/session.ts';
import { listPage, listTab } from '../../list/lazy-list.ts';
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
  ...listPage(() => import('./bills.list.ts')),
});

export const billRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/bills/$id',
  ...page(() => import('./BillPage.tsx'), 'BillPage'),
});

export const periodCloseRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/period-close',
  validateSearch: ({ period, step }: Record<string, unknown>): CloseSearch => ({
    ...(typeof period === 'string' && /^\d{4}-\d{2}$/.test(period) && { period }),
    ...(CLOSE_STEPS.includes(step as CloseStep) && { step: step as CloseStep }),
  }),
  ...page(() => import('./close/PeriodClosePage.tsx'), 'PeriodClosePage'),
});

const payments = () => import('./authorizations/authorizations.list.ts');

export const paymentQueueRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/payment-queue',
  validateSearch: listSearch,
  ...listPage(payments),
});

/** Address of one authorization: the queue with its panel open. */
export const paymentAuthorizationRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/payment-queue/$id',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/payment-queue', search: { open: params.id } });
  },
});

/** Address of one dispute, to which its notifications lead. */
export const disputeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/disputes/$id',
  ...page(() => import('./dispute/DisputePage.tsx'), 'DisputePage'),
});

/** Address of one step, to which the deadlines of disputes lead. */
export const closeStepRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/period-close/$step',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/period-close', search: { step: params.step as CloseStep } });
  },
});

export const routes = [
  billsRoute,
  billRoute,
  periodCloseRoute,
  closeStepRoute,
  disputeRoute,
  paymentQueueRoute,
  paymentAuthorizationRoute,
] as const;

const Bill = lazyComponent(() => import('./actions/BillActions.tsx'), 'BillTask');
const Payment = lazyComponent(
  () => import('./authorizations/AuthorizationActions.tsx'),
  'AuthorizationTask',
);

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
    {
      to: '/payment-queue',
      icon: Stamp,
      labelId: 'ui.nav.paymentQueue',
      group: 'money',
      for: { sides: ['SELLER', 'OPERATOR'], may: 'PaymentAuthorization' },
    },
  ],
  tabs: {
    Organization: [
      {
        id: 'payments',
        label: 'ui.nav.paymentQueue',
        may: 'PaymentAuthorization',
        content: listTab(payments, 'sellerId', ['partner', 'product', 'order', 'AMOUNT', 'status']),
      },
    ],
    Partner: [
      {
        id: 'bills',
        label: 'ui.nav.bills',
        may: 'SettlementBill',
        content: listTab(() => import('./bills.list.ts'), 'partnerId', [
          'PERIOD',
          'LINES',
          'GROSS',
          'RUN',
          'status',
        ]),
      },
    ],
  },
  tasks: {
    'SettlementBill.remind.OPERATOR': { one: Bill },
    'SettlementBill.autoConfirm.PARTNER': { one: Bill },
    'PaymentAuthorization.flag.SELLER': {
      one: Payment,
      many: {
        mutations: ['paymentAuthorizationsRefuse', 'paymentAuthorizationsAuthorize'],
        load: () => import('./authorizations/bulk.ts'),
      },
    },
  },
  objects: {
    SettlementBill: (id) => `/bills/${id}`,
    PaymentAuthorization: (id) => `/payment-queue/${id}`,
    LineDispute: (id, _event, session) =>
      sideOf(session) === 'OPERATOR' ? '/period-close/dispute' : `/disputes/${id}`,
    BillRun: () => '/period-close/run',
    BillRunPartner: () => '/period-close/run',
  },
  updates: settlementUpdates,
};
