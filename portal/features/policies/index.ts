import { createRoute } from '@tanstack/react-router';
import { SlidersHorizontal } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';
import { policyUpdates } from './updates.ts';

export const policiesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/policies',
  validateSearch: (search: Record<string, unknown>): { open?: string } =>
    typeof search.open === 'string' && search.open ? { open: search.open } : {},
  ...page(() => import('./PoliciesPage.tsx'), 'PoliciesPage'),
});

export const routes = [policiesRoute] as const;

export const feature: Feature = {
  nav: [
    {
      to: '/policies',
      icon: SlidersHorizontal,
      labelId: 'ui.nav.policies',
      group: 'admin',
      for: { sides: ['OPERATOR'] },
    },
  ],
  updates: policyUpdates,
};
