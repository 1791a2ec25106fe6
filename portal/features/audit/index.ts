import { createRoute } from '@tanstack/react-router';
import { ScrollText } from 'lucide-react';
import { listPage } from '../../list/lazy-list.ts';
import { listSearch } from '../../list/search.ts';
import type { Feature } from '../../shell/feature.ts';
import { appRoute } from '../../shell/root.tsx';

export const auditRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/audit',
  validateSearch: listSearch,
  ...listPage(() => import('./audit.list.ts')),
});

export const routes = [auditRoute] as const;

export const feature: Feature = {
  nav: [
    {
      to: '/audit',
      icon: ScrollText,
      labelId: 'ui.nav.audit',
      group: 'admin',
      for: {
        sides: ['PARTNER', 'SELLER', 'OPERATOR'],
        may: 'AuditEntry',
      },
    },
  ],
};
