import { createRoute } from '@tanstack/react-router';
import { Handshake, IdCard } from 'lucide-react';
import { listPage } from '../../list/lazy-list.ts';
import { listSearch } from '../../list/search.ts';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';
import { actions } from './actions.ts';
import { partnerUpdates } from './updates.ts';

export const partnersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/partners',
  validateSearch: listSearch,
  ...listPage(() => import('./partners.list.tsx')),
});

export const partnerRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/partners/$id',
  // The tab, and the state of a list on it.
  validateSearch: listSearch,
  ...page(() => import('./record/PartnerPage.tsx'), 'PartnerPage'),
});

export const taxProfileRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/tax-profile',
  ...page(() => import('./tax/TaxProfilePage.tsx'), 'TaxProfilePage'),
});

export const routes = [partnersRoute, partnerRoute, taxProfileRoute] as const;

export const feature: Feature = {
  objects: {
    // An owner's own organization: its certification is told there.
    Partner: (id, _event, { org, may }) =>
      id === `ptn_${org.id}` && may.includes('partnerUpdateTaxProfile')
        ? '/tax-profile'
        : `/partners/${id}`,
  },
  actions,
  nav: [
    {
      to: '/partners',
      icon: Handshake,
      labelId: 'ui.nav.partners',
      group: 'admin',
      for: { sides: ['OPERATOR'] },
    },
    {
      to: '/tax-profile',
      icon: IdCard,
      labelId: 'ui.nav.taxProfile',
      group: 'money',
      for: { sides: ['PARTNER'], may: 'partnerUpdateTaxProfile' },
    },
  ],
  updates: partnerUpdates,
};
