import { createRoute } from '@tanstack/react-router';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';

export const accountRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/account',
  component: page(() => import('./AccountPage.tsx'), 'AccountPage'),
});

export const routes = [accountRoute] as const;

/** The menu of the signed-in person leads there; the navigation does not. */
export const feature: Feature = {};
