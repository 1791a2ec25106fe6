import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { lazyComponent } from '../lib/lazy.tsx';
import { lookForLocks } from '../lib/locks.ts';
import { usePendingProof } from '../lib/proof.ts';
import { currentSession, useMaybeSession, usePendingSignIn } from '../lib/session.ts';
import { Layout } from './Layout.tsx';
import { NotFound } from './NotFound.tsx';
import { PageError } from './PageError.tsx';
import type { Context } from './page.ts';
import { Toasts } from './Toasts.tsx';

const PublicFrame = lazyComponent(() => import('./PublicFrame.tsx'), 'PublicFrame');
const Proof = lazyComponent(() => import('./Proof.tsx'), 'Proof');
/** In its own chunk, because only an expired session needs it. */
const SignInOverlay = lazyComponent(() => import('./SignInOverlay.tsx'), 'SignInOverlay');

/** Parent of the pages without navigation: sign-in, one-time links. */
export const rootRoute = createRootRouteWithContext<Context>()({
  component: () => (
    <>
      <Outlet />
      <PendingProof />
      <Toasts />
    </>
  ),
  errorComponent: PageError,
  notFoundComponent: LostPage,
});

/** An unknown address keeps the navigation for signed-in persons. */
function LostPage() {
  const Frame = useMaybeSession() ? Layout : PublicFrame;
  return (
    <Frame>
      <NotFound />
    </Frame>
  );
}

/** Parent of every page that needs a session: `getParentRoute: () => appRoute`. */
export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  async beforeLoad({ location: { href } }) {
    const session = currentSession();
    const search = { next: href };
    if (!session) throw redirect({ to: '/sign-in', search });
    if (session.mustEnroll) throw redirect({ to: '/second-factor', search });
    // A form reads its draft when it is drawn, and another tab may have the same form open.
    await lookForLocks();
  },
  component: App,
  notFoundComponent: NotFound,
});

function PendingProof() {
  return usePendingProof() && <Proof />;
}

function App() {
  const expired = usePendingSignIn() !== null;
  return (
    <>
      <Layout />
      {expired && <SignInOverlay />}
    </>
  );
}
