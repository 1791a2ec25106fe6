import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';

/** A page that is loaded when its route is first shown: `page(() => import('./CustomersPage.tsx'), 'CustomersPage')`. */
export function page<K extends string>(
  load: () => Promise<Record<K, ComponentType>>,
  name: K,
): RouteComponent {
  return lazyRouteComponent(
    load as () => Promise<Record<string, ComponentType>>,
    name,
  ) as RouteComponent;
}
