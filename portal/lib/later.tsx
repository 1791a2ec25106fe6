import { type ComponentType, lazy, Suspense } from 'react';
import { loadPart } from './connection.ts';

/** Keeps a part out of its page's own weight, until it is shown: `later(() => import('./TierDialog.tsx'), 'TierDialog')`. */
export function later<K extends string, P extends object>(
  load: () => Promise<Record<K, ComponentType<P>>>,
  name: K,
): ComponentType<P> {
  const Part = lazy(async () => ({
    default: (await loadPart(load))[name],
  })) as unknown as ComponentType<P>;
  const shown: ComponentType<P> = (props) => (
    <Suspense>
      <Part {...props} />
    </Suspense>
  );
  return Object.assign(shown, { preload: load });
}

/** Begins to load a part of `later`, such as when the pointer comes near what opens it. */
export function preload(part: object | undefined): void {
  const load = (part as { preload?: () => Promise<unknown> } | undefined)?.preload;
  // Whoever opens it meets the same failure, and can be told then.
  load?.().catch(() => undefined);
}
