import { createRoute } from '@tanstack/react-router';
import { Building, KeyRound, UsersRound } from 'lucide-react';
import { listPage } from '../../list/lazy-list.ts';
import { listSearch } from '../../list/search.ts';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';
import { keyActions, organizationActions, teamActions } from './actions.ts';
import { identityUpdates } from './updates.ts';

export const organizationsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/organizations',
  validateSearch: listSearch,
  ...listPage(() => import('./organizations/organizations.list.tsx')),
});

/** A seller, or the marketplace as the seller of its own products. */
export const sellerRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/sellers/$id',
  // The tab, and the state of a list on it.
  validateSearch: listSearch,
  ...page(() => import('./sellers/SellerPage.tsx'), 'SellerPage'),
});

export const teamRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/team',
  validateSearch: listSearch,
  ...listPage(() => import('./members/members.list.tsx')),
});

export const invitationsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/team/invitations',
  validateSearch: listSearch,
  ...listPage(() => import('./members/invitations.list.tsx')),
});

export const rolesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/team/roles',
  ...page(() => import('./roles/RolesPage.tsx'), 'RolesPage'),
});

export const keysRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/developers/keys',
  validateSearch: listSearch,
  ...listPage(() => import('./keys/keys.list.tsx')),
});

export const routes = [
  organizationsRoute,
  sellerRoute,
  teamRoute,
  invitationsRoute,
  rolesRoute,
  keysRoute,
] as const;

export const feature: Feature = {
  actions: [...organizationActions, ...keyActions, ...teamActions],
  nav: [
    {
      to: '/developers/keys',
      icon: KeyRound,
      labelId: 'ui.nav.keys',
      group: 'developers',
      for: {
        sides: ['PARTNER', 'SELLER', 'OPERATOR'],
        may: 'ApiKey',
      },
    },
    {
      to: '/organizations',
      icon: Building,
      labelId: 'ui.nav.organizations',
      group: 'admin',
      for: { sides: ['OPERATOR'] },
    },
    {
      to: '/team',
      icon: UsersRound,
      labelId: 'ui.nav.team',
      group: 'admin',
      for: { sides: ['PARTNER', 'SELLER', 'OPERATOR'] },
    },
  ],
  objects: {
    MemberInvitation: () => '/team/invitations',
    Organization: (id) => `/sellers/${id}`,
  },
  updates: identityUpdates,
};
