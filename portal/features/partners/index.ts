import { createRoute } from '@tanstack/react-router';
import { Handshake } from 'lucide-react';
import { listPage } from '../../list/lazy-list.ts';
import { listSearch } from '../../list/search.ts';
import type { Feature } from '../../shell/feature.ts';
import { appRoute } from '../../shell/root.tsx';
import { actions } from './actions.ts';
import { partnerUpdates } from './updates.ts';

export const partnersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/partners',
  validateSearch: listSearch,
  component: listPage(() => import('./partners.list.tsx')),
});

export const routes = [partnersRoute] as const;

export const feature: Feature = {
  objects: { Partner: () => '/partners' },
  actions,
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
