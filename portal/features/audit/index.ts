import { createRoute } from '@tanstack/react-router';
import { ScrollText } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';
import { auditList } from './list.ts';

export const auditRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/audit',
  validateSearch: auditList.validate,
  component: page(() => import('./AuditPage.tsx'), 'AuditPage'),
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
        roles: ['csp.owner', 'csp.auditor', 'seller.manager', 'operator'],
      },
    },
  ],
};
