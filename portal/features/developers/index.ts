import { createRoute } from '@tanstack/react-router';
import { BookOpen, Library, SquareTerminal } from 'lucide-react';
import { mustBeConnected } from '../../lib/connection.ts';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';

const EXPLORER = '/developers/explorer';
/**
 * The address that this document was loaded from: the content security policy lets the editor add
 * styles only on the explorer's own address.
 */
const loadedFrom = window.location.pathname;

export const explorerRoute = createRoute({
  getParentRoute: () => appRoute,
  path: EXPLORER,
  beforeLoad: async ({ cause, location }) => {
    if (cause === 'preload' || loadedFrom === EXPLORER) return;
    await mustBeConnected();
    window.location.assign(location.href);
    await new Promise(() => {});
  },
  ...page(() => import('./ExplorerPage.tsx'), 'ExplorerPage'),
});

export const guideRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/developers/guide',
  ...page(() => import('./guide/GuidePage.tsx'), 'GuidePage'),
});

/** `type` shows one type, `q` the hits of a search. */
interface ReferenceSearch {
  type?: string;
  q?: string;
}

const textOr = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export const referenceRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/developers/reference',
  validateSearch: ({ type, q }: Record<string, unknown>): ReferenceSearch => ({
    type: textOr(type),
    q: textOr(q),
  }),
  ...page(() => import('./reference/ReferencePage.tsx'), 'ReferencePage'),
});

export const routes = [explorerRoute, guideRoute, referenceRoute] as const;

const HOLDERS = {
  sides: ['PARTNER', 'SELLER', 'OPERATOR'],
  may: 'apiKeyCreate',
} as const;

export const feature: Feature = {
  nav: [
    {
      to: EXPLORER,
      icon: SquareTerminal,
      labelId: 'ui.nav.explorer',
      group: 'developers',
      for: HOLDERS,
    },
    {
      to: '/developers/guide',
      icon: BookOpen,
      labelId: 'ui.nav.api',
      group: 'developers',
      for: HOLDERS,
    },
    {
      to: '/developers/reference',
      icon: Library,
      labelId: 'ui.nav.reference',
      group: 'developers',
      for: HOLDERS,
    },
  ],
};
