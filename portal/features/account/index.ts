import { createRoute, redirect } from '@tanstack/react-router';
import { currentSession } from '../../lib/session.ts';
import type { Feature } from '../../shell/feature.ts';
import { safeNext } from '../../shell/next.ts';
import { page } from '../../shell/page.ts';
import { appRoute, rootRoute } from '../../shell/root.tsx';

export const accountRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/account',
  ...page(() => import('./AccountPage.tsx'), 'AccountPage'),
});

/** Outside of the app, because a person who must turn on two-step sign-in has no access to it yet. */
export const enrollRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/second-factor',
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({
    next: safeNext(search.next),
  }),
  beforeLoad({ search }) {
    const session = currentSession();
    if (!session) throw redirect({ to: '/sign-in', search });
    if (!session.mustEnroll) throw redirect({ to: search.next ?? '/' });
  },
  ...page(() => import('./EnrollPage.tsx'), 'EnrollPage'),
});

export const routes = [accountRoute] as const;
export const publicRoutes = [enrollRoute] as const;

/** Reached from the user menu, not from the navigation. */
export const feature: Feature = {};
