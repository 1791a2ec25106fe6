import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { loadPart } from '../lib/connection.ts';

/**
 * A page loaded when its route is first shown: `page(() => import('./CustomersPage.tsx'),
 * 'CustomersPage')`.
 */
export function page<K extends string>(
  load: () => Promise<Record<K, ComponentType>>,
  name: K,
): RouteComponent {
  return lazyRouteComponent(
    // On a failed chunk the router reloads the portal, which would fail without a server.
    () => loadPart(load as () => Promise<Record<string, ComponentType>>),
    name,
  ) as RouteComponent;
}
