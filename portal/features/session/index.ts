import { createRoute } from '@tanstack/react-router';
import { page } from '../../shell/page.ts';
import { rootRoute } from '../../shell/root.tsx';

/** Only a path of this portal may follow a sign-in. */
function safeNext(value: unknown): string | undefined {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) && !value.startsWith('/sign-in')
    ? value
    : undefined;
}

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({
    next: safeNext(search.next),
  }),
  component: page(() => import('./SignInPage.tsx'), 'SignInPage'),
});

export const setPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/set-password',
  validateSearch: (search: Record<string, unknown>): { token: string } => ({
    token: String(search.token ?? ''),
  }),
  component: page(() => import('./SetPasswordPage.tsx'), 'SetPasswordPage'),
});

export const linkRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/link/$token',
  component: page(() => import('./OneTimeLinkPage.tsx'), 'OneTimeLinkPage'),
});

/** Pages without navigation, children of the root. */
export const publicRoutes = [signInRoute, setPasswordRoute, linkRoute] as const;
