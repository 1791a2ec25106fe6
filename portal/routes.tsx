import { createRoute, createRouter } from '@tanstack/react-router';
import * as account from './features/account/index.ts';
import * as audit from './features/audit/index.ts';
import * as authorizations from './features/authorizations/index.ts';
import * as bindings from './features/bindings/index.ts';
import * as catalog from './features/catalog/index.ts';
import * as customers from './features/customers/index.ts';
import * as demands from './features/demands/index.ts';
import * as developers from './features/developers/index.ts';
import * as discounts from './features/discounts/index.ts';
import * as home from './features/home/index.ts';
import * as identity from './features/identity/index.ts';
import * as integrations from './features/integrations/index.ts';
import * as invoices from './features/invoices/index.ts';
import * as notes from './features/notes/index.ts';
import * as notifications from './features/notifications/index.ts';
import * as orders from './features/orders/index.ts';
import * as partners from './features/partners/index.ts';
import * as policies from './features/policies/index.ts';
import * as reporting from './features/reporting/index.ts';
import * as search from './features/search/index.ts';
import { publicRoutes } from './features/session/index.ts';
import * as settlement from './features/settlement/index.ts';
import * as supervision from './features/supervision/index.ts';
import * as workspace from './features/workspace/index.ts';
import type { Feature } from './shell/feature.ts';
import { PageError } from './shell/PageError.tsx';
import { PagePending } from './shell/PagePending.tsx';
import { page } from './shell/page.ts';
import { appRoute, rootRoute } from './shell/root.tsx';

/** All features, in the order of the navigation. */
export const features: readonly Feature[] = [
  home.feature,
  customers.feature,
  bindings.feature,
  authorizations.feature,
  discounts.feature,
  demands.feature,
  catalog.feature,
  orders.feature,
  supervision.feature,
  settlement.feature,
  invoices.feature,
  reporting.feature,
  identity.feature,
  developers.feature,
  partners.feature,
  integrations.feature,
  policies.feature,
  audit.feature,
  notes.feature,
  notifications.feature,
  search.feature,
  workspace.feature,
];

const appPages = appRoute.addChildren([
  ...home.routes,
  ...customers.routes,
  ...bindings.routes,
  ...authorizations.routes,
  ...discounts.routes,
  ...demands.routes,
  ...catalog.routes,
  ...orders.routes,
  ...supervision.routes,
  ...settlement.routes,
  ...invoices.routes,
  ...reporting.routes,
  ...identity.routes,
  ...developers.routes,
  ...partners.routes,
  ...integrations.routes,
  ...policies.routes,
  ...audit.routes,
  ...account.routes,
  ...notes.routes,
  ...notifications.routes,
  ...workspace.routes,
]);

/** Gallery of all components, for eyes and tests. Inside the condition, so that a production build omits it. */
const workshop =
  import.meta.env.MODE === 'production'
    ? []
    : [
        createRoute({
          getParentRoute: () => rootRoute,
          path: '/__gallery',
          ...page(() => import('./gallery/GalleryPage.tsx'), 'GalleryPage'),
        }),
      ];

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    appPages,
    ...publicRoutes,
    ...account.publicRoutes,
    ...bindings.publicRoutes,
    ...discounts.publicRoutes,
    ...demands.publicRoutes,
    ...notifications.publicRoutes,
    ...orders.publicRoutes,
    ...workshop,
  ]),
  // The provider of the router sets it, before any page is loaded.
  context: { client: undefined as never },
  defaultPreload: 'intent',
  defaultErrorComponent: PageError,
  // On a slow network, the pending page shows that the click was received.
  defaultPendingComponent: PagePending,
  defaultPendingMs: 200,
  defaultPendingMinMs: 0,
  scrollRestoration: true,
  scrollToTopSelectors: ['#main'],
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
