import { createRoute } from '@tanstack/react-router';
import { Code } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';

export const explorerRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/developers/explorer',
  component: page(() => import('./ExplorerPage.tsx'), 'ExplorerPage'),
});

export const routes = [explorerRoute] as const;

export const feature: Feature = {
  nav: [
    {
      to: '/developers/explorer',
      icon: Code,
      labelId: 'ui.nav.api',
      group: 'developers',
      for: {
        sides: ['PARTNER', 'SELLER', 'OPERATOR'],
        roles: ['csp.owner', 'csp.developer', 'seller.manager', 'operator'],
      },
    },
  ],
};
