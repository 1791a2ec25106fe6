import { createRoute } from '@tanstack/react-router';
import { ArrowDownUp, FileUp } from 'lucide-react';
import { listPage } from '../../list/lazy-list.ts';
import { listSearch } from '../../list/search.ts';
import { action } from '../../shell/action.ts';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';
import { TaskTray } from './TaskTray.tsx';
import { jobUpdates } from './updates.ts';

export const transfersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/transfers',
  validateSearch: listSearch,
  ...listPage(() => import('./transfers.list.tsx')),
});

/** Target that the list of discounts asks for; by default customers. */
const importSearch = ({ target }: { target?: unknown }): { target?: 'DISCOUNTS' } =>
  target === 'DISCOUNTS' ? { target } : {};

export const importsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/imports',
  validateSearch: importSearch,
  ...page(() => import('./import/ImportsPage.tsx'), 'ImportsPage'),
});

export const importRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/imports/$id',
  ...page(() => import('./import/ImportPage.tsx'), 'ImportPage'),
});

export const routes = [transfersRoute, importsRoute, importRoute] as const;

export const feature: Feature = {
  nav: [
    {
      to: '/transfers',
      icon: ArrowDownUp,
      labelId: 'ui.nav.transfers',
      group: 'admin',
      for: { sides: ['PARTNER', 'SELLER', 'OPERATOR'], may: 'exportStart' },
    },
  ],
  actions: [action('importStart', 'ui.import.start', '/imports', FileUp)],
  topBar: [TaskTray],
  updates: jobUpdates,
};
