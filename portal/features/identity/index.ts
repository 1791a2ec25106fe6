import { createRoute } from '@tanstack/react-router';
import { Building, KeyRound, UsersRound } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';
import { invitationList, keyList, memberList, organizationList } from './lists.ts';
import { identityUpdates } from './updates.ts';

export const organizationsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/organizations',
  validateSearch: organizationList.validate,
  component: page(() => import('./OrganizationsPage.tsx'), 'OrganizationsPage'),
});

export const teamRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/team',
  validateSearch: memberList.validate,
  component: page(() => import('./TeamPage.tsx'), 'TeamPage'),
});

export const invitationsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/team/invitations',
  validateSearch: invitationList.validate,
  component: page(() => import('./InvitationsPage.tsx'), 'InvitationsPage'),
});

export const keysRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/developers/keys',
  validateSearch: keyList.validate,
  component: page(() => import('./ApiKeysPage.tsx'), 'ApiKeysPage'),
});

export const routes = [organizationsRoute, teamRoute, invitationsRoute, keysRoute] as const;

export const feature: Feature = {
  nav: [
    {
      to: '/developers/keys',
      icon: KeyRound,
      labelId: 'ui.nav.keys',
      group: 'developers',
      for: {
        sides: ['PARTNER', 'SELLER', 'OPERATOR'],
        roles: ['csp.owner', 'csp.developer', 'csp.auditor', 'seller.manager', 'operator'],
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
  objects: { MemberInvitation: () => '/team/invitations' },
  updates: identityUpdates,
};
