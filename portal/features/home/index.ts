import { createRoute } from '@tanstack/react-router';
import { House } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';
import { DeadlineCounts } from './DeadlineCounts.tsx';
import { deadlineUpdates } from './updates.ts';

/**
 * `view`: Home of another kind of work (absent: the role's own); `scope`: whose deadlines (absent: mine); `unit`: length
 * of the sums (absent: month).
 */
interface HomeSearch {
  view?: 'sales' | 'money';
  scope?: 'all';
  unit?: 'QUARTER' | 'YEAR';
}

export const homeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  validateSearch: ({ view, scope, unit }: Record<string, unknown>): HomeSearch => ({
    ...((view === 'sales' || view === 'money') && { view }),
    ...(scope === 'all' && { scope }),
    ...((unit === 'QUARTER' || unit === 'YEAR') && { unit }),
  }),
  ...page(() => import('./HomePage.tsx'), 'HomePage', { early: true }),
});

export const routes = [homeRoute] as const;

export const feature: Feature = {
  nav: [
    {
      to: '/',
      icon: House,
      labelId: 'ui.nav.home',
      group: 'home',
      for: { sides: ['PARTNER', 'SELLER', 'OPERATOR', 'BUYER'] },
    },
  ],
  topBar: [DeadlineCounts],
  updates: deadlineUpdates,
};
