import {
  createRootRoute,
  createRoute,
  Navigate,
  Outlet,
  useLocation,
} from '@tanstack/react-router';
import { useMaybeSession } from '../lib/session.ts';
import { Layout } from './Layout.tsx';
import { NotFound } from './NotFound.tsx';
import { PageError } from './PageError.tsx';
import { SignInOverlay } from './SignInOverlay.tsx';
import { Toasts } from './Toasts.tsx';

/** Parent of the pages without navigation: sign-in, one-time links. */
export const rootRoute = createRootRoute({
  component: () => (
    <>
      <Outlet />
      <Toasts />
    </>
  ),
  errorComponent: PageError,
  notFoundComponent: LostPage,
});

/** An unknown address still has the navigation around it for whoever is signed in. */
function LostPage() {
  if (!useMaybeSession()) return <NotFound />;
  return (
    <Layout>
      <NotFound />
    </Layout>
  );
}

/** Parent of every page that needs a session: `getParentRoute: () => appRoute`. */
export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  component: App,
  notFoundComponent: NotFound,
});

function App() {
  const session = useMaybeSession();
  const { href } = useLocation();
  if (!session)
    return <Navigate to={'/sign-in' as string} search={{ next: href } as never} replace />;
  return (
    <>
      <Layout />
      <SignInOverlay />
    </>
  );
}
