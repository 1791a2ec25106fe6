import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { loadPart } from './connection.ts';
import { loadLateTexts } from './i18n.tsx';

/**
 * Splits a component into its own chunk: `lazyComponent(() => import('./TierDialog.tsx'), 'TierDialog')`.
 * An early part is drawn without the late texts. `fallback` is drawn until the part is loaded.
 */
export function lazyComponent<K extends string, P extends object>(
  load: () => Promise<Record<K, ComponentType<P>>>,
  name: K,
  { early = false, fallback = null }: { early?: boolean; fallback?: ReactNode } = {},
): ComponentType<P> {
  const loadAll = async () => (await Promise.all([load(), early || loadLateTexts()]))[0];
  const Part = lazy(async () => ({
    default: (await loadPart(loadAll))[name],
  })) as unknown as ComponentType<P>;
  const shown: ComponentType<P> = (props) => (
    <Suspense fallback={fallback}>
      <Part {...props} />
    </Suspense>
  );
  return Object.assign(shown, { preload: loadAll });
}

/** Preloads a lazy component, such as when the pointer approaches its button. */
export function preload(part: object | undefined): void {
  const load = (part as { preload?: () => Promise<unknown> } | undefined)?.preload;
  // A failure is shown when the component is opened.
  load?.().catch(() => undefined);
}
