import { createRoute, redirect } from '@tanstack/react-router';
import { Stamp } from 'lucide-react';
import { lazyComponent } from '../../lib/lazy.tsx';
import { currentSession } from '../../lib/session.ts';
import { listPage, listTab } from '../../list/lazy-list.ts';
import { listSearch } from '../../list/search.ts';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';
import { cspActions, jointActions } from './actions.ts';
import { authorizationUpdates } from './updates.ts';

const csp = () => import('./csp/csp.list.ts');
const joint = () => import('./joint/joint.list.ts');

export const cspRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/authorizations',
  validateSearch: listSearch,
  ...listPage(csp),
});

export const jointRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/authorizations/joint',
  validateSearch: listSearch,
  ...listPage(joint),
});

export const coverageRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/authorizations/coverage',
  ...page(() => import('./coverage/CoveragePage.tsx'), 'CoveragePage'),
});

/** Links to one row from deadlines and notifications; the list opens its panel. */
export const cspOneRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/authorizations/csp/$id',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/authorizations', search: { open: params.id } });
  },
});

export const jointOneRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/authorizations/joint/$id',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/authorizations/joint', search: { open: params.id } });
  },
});

export const routes = [cspRoute, jointRoute, coverageRoute, cspOneRoute, jointOneRoute] as const;

/** Columns of both kinds on the page of a seller. */
const TERMS = ['product', 'partner', 'level', 'rate', 'ENDING', 'status'];

const one = lazyComponent(() => import('./joint/JointActions.tsx'), 'JointTask');

export const feature: Feature = {
  actions: [...cspActions, ...jointActions],
  nav: [
    {
      to: '/authorizations',
      icon: Stamp,
      labelId: 'ui.nav.authorizations',
      group: 'sales',
      for: { sides: ['PARTNER', 'SELLER', 'OPERATOR'] },
    },
  ],
  tasks: {
    'JointSalesAuthorization.lapse.SELLER': {
      one,
      many: {
        mutations: ['jointSalesAuthorizationsRefuse', 'jointSalesAuthorizationsGrant'],
        load: () => import('./joint/bulk.ts'),
      },
    },
    'JointSalesAuthorization.end.NONE': { one },
  },
  objects: {
    CspAuthorization: (id) => `/authorizations/csp/${id}`,
    // A request is reviewed in the same queue as discounts; see ReviewPage.
    JointSalesAuthorization: (id, event) =>
      event === 'lapse' && currentSession()?.may.includes('jointSalesAuthorizationGrant')
        ? `/review/${id}`
        : `/authorizations/joint/${id}`,
  },
  tabs: {
    Organization: [
      {
        id: 'csp',
        label: 'ui.authorization.csp',
        may: 'CspAuthorization',
        content: listTab(csp, 'sellerId', TERMS),
      },
      {
        id: 'joint',
        label: 'ui.authorization.joint',
        may: 'JointSalesAuthorization',
        content: listTab(joint, 'sellerId', TERMS),
      },
    ],
    Customer: [
      {
        id: 'authorizations',
        label: 'ui.nav.authorizations',
        may: 'CspAuthorization',
        content: lazyComponent(
          () => import('./customer/CustomerAuthorizations.tsx'),
          'CustomerAuthorizations',
        ),
      },
    ],
  },
  updates: authorizationUpdates,
};
