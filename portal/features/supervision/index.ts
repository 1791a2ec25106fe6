import { createRoute, redirect } from '@tanstack/react-router';
import { PackageCheck, Scale, ShieldCheck } from 'lucide-react';
import { lazyComponent } from '../../lib/lazy.tsx';
import { currentSession } from '../../lib/session.ts';
import { listPage } from '../../list/lazy-list.ts';
import { listSearch, wordOf } from '../../list/search.ts';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';
import { supervisionUpdates } from './updates.ts';

export const supervisionsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/supervisions',
  validateSearch: listSearch,
  ...listPage(() => import('./supervisions.list.tsx')),
});

export const supervisionRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/supervisions/$id',
  ...page(() => import('./record/SupervisionPage.tsx'), 'SupervisionPage'),
});

export const deliveriesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/deliveries',
  validateSearch: (search: Record<string, unknown>): { open?: string } => ({
    open: wordOf(search.open),
  }),
  ...page(() => import('./delivery/DeliveryDesk.tsx'), 'DeliveryDesk'),
});

/** Address of one delivery in the queue; not a page, so that moving through the queue keeps the focus. */
export const deliveryRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/deliveries/$id',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/deliveries', search: { open: params.id } });
  },
});

export const appealsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/appeals',
  validateSearch: (
    search: Record<string, unknown>,
  ): { open?: string; view?: 'open' | 'mine' | 'new' | 'ended' } => ({
    open: wordOf(search.open),
    view: (['mine', 'new', 'ended'] as const).find((id) => id === search.view),
  }),
  ...page(() => import('./appeals/AppealDesk.tsx'), 'AppealDesk'),
});

export const appealRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/appeals/$id',
  ...page(() => import('./appeals/AppealPage.tsx'), 'AppealPage'),
});

export const routes = [
  supervisionsRoute,
  supervisionRoute,
  deliveriesRoute,
  deliveryRoute,
  appealsRoute,
  appealRoute,
] as const;

const isSeller = () => currentSession()?.org.kind === 'SELLER';

export const feature: Feature = {
  nav: [
    {
      to: '/deliveries',
      icon: PackageCheck,
      labelId: 'ui.nav.deliveries',
      group: 'trade',
      for: { sides: ['SELLER'] },
    },
    {
      to: '/supervisions',
      icon: ShieldCheck,
      labelId: 'ui.nav.supervisions',
      group: 'trade',
      for: { sides: ['PARTNER', 'SELLER', 'OPERATOR'] },
    },
    {
      to: '/appeals',
      icon: Scale,
      labelId: 'ui.nav.appeals',
      group: 'trade',
      for: { sides: ['OPERATOR'] },
    },
  ],
  buyer: [
    {
      id: 'supervisions',
      label: 'ui.nav.supervisions',
      content: lazyComponent(() => import('./buyer/BuyerSupervisions.tsx'), 'BuyerSupervisions'),
    },
    {
      id: 'appeals',
      label: 'ui.buyer.appeals',
      content: lazyComponent(() => import('./buyer/BuyerAppeals.tsx'), 'BuyerAppeals'),
    },
  ],
  objects: {
    Supervision: (id) => (isSeller() ? `/deliveries/${id}` : `/supervisions/${id}`),
    Appeal: (id) => `/appeals/${id}`,
  },
  updates: supervisionUpdates,
};
