import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import { CombinedError } from '@urql/core';
import type { ComponentType } from 'react';

/** A page that is loaded when its route is first shown: `page(() => import('./CustomersPage.tsx'), 'CustomersPage')`. */
export function page<K extends string>(
  load: () => Promise<Record<K, ComponentType>>,
  name: K,
): RouteComponent {
  return lazyRouteComponent(
    () =>
      (load() as Promise<Record<string, ComponentType>>).catch((error: Error) => {
        // The router would reload the whole portal to get what a deployment has renamed, and offline lose it.
        throw navigator.onLine ? error : new CombinedError({ networkError: error });
      }),
    name,
  ) as RouteComponent;
}
