import { createRoute } from '@tanstack/react-router';
import { House } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';
import { DeadlineCounts } from './DeadlineCounts.tsx';

export const homeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  validateSearch: (search: Record<string, unknown>): { scope?: 'all' } =>
    search.scope === 'all' ? { scope: 'all' } : {},
  component: page(() => import('./HomePage.tsx'), 'HomePage'),
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
};
