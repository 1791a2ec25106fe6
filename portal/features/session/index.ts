import { createRoute } from '@tanstack/react-router';
import { safeNext } from '../../shell/next.ts';
import { page } from '../../shell/page.ts';
import { rootRoute } from '../../shell/root.tsx';

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({
    next: safeNext(search.next),
  }),
  ...page(() => import('./SignInPage.tsx'), 'SignInPage'),
});

export const forgotPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgot-password',
  ...page(() => import('./ForgotPasswordPage.tsx'), 'ForgotPasswordPage'),
});

export const setPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/set-password',
  validateSearch: (search: Record<string, unknown>): { token: string } => ({
    token: String(search.token ?? ''),
  }),
  ...page(() => import('./SetPasswordPage.tsx'), 'SetPasswordPage'),
});

export const linkRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/link/$token',
  ...page(() => import('./OneTimeLinkPage.tsx'), 'OneTimeLinkPage'),
});

export const publicRoutes = [
  signInRoute,
  forgotPasswordRoute,
  setPasswordRoute,
  linkRoute,
] as const;
