import { createRoute } from '@tanstack/react-router';
import { Handshake } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';
import { partnerList } from './list.ts';
import { partnerUpdates } from './updates.ts';

export const partnersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/partners',
  validateSearch: partnerList.validate,
  component: page(() => import('./PartnersPage.tsx'), 'PartnersPage'),
});

export const routes = [partnersRoute] as const;

export const feature: Feature = {
  nav: [
    {
      to: '/partners',
      icon: Handshake,
      labelId: 'ui.nav.partners',
      group: 'admin',
      for: { sides: ['OPERATOR'] },
    },
  ],
  updates: partnerUpdates,
};
