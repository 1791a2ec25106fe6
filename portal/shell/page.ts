import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { loadPart } from '../lib/connection.ts';
import { loadLateTexts } from '../lib/i18n.tsx';

/**
 * A page loaded when its route is first shown: `page(() => import('./CustomersPage.tsx'),
 * 'CustomersPage')`. An early page is drawn without the late texts.
 */
export function page<K extends string>(
  load: () => Promise<Record<K, ComponentType>>,
  name: K,
  { early = false } = {},
): RouteComponent {
  const loadAll = async () => (await Promise.all([load(), early || loadLateTexts()]))[0];
  return lazyRouteComponent(
    // On a failed chunk the router reloads the portal, which would fail without a server.
    () => loadPart(loadAll as () => Promise<Record<string, ComponentType>>),
    name,
  ) as RouteComponent;
}
