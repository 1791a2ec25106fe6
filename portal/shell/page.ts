import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { loadPart } from '../lib/connection.ts';

/** A page that is loaded when its route is first shown: `page(() => import('./CustomersPage.tsx'), 'CustomersPage')`. */
export function page<K extends string>(
  load: () => Promise<Record<K, ComponentType>>,
  name: K,
): RouteComponent {
  return lazyRouteComponent(
    // The router reloads the whole portal to get what a deployment has renamed; without the server that would lose it.
    () => loadPart(load as () => Promise<Record<string, ComponentType>>),
    name,
  ) as RouteComponent;
}
