import { useMemo } from 'react';
import type { ObjectPath } from './feature.ts';
import { useFeatures } from './features.ts';

/** Returns the path of an object, or null if no page shows its type. A deadline passes its event. */
export function useObjectPath(): (type: string, ...one: Parameters<ObjectPath>) => string | null {
  const features = useFeatures();
  return useMemo(() => {
    const paths: Record<string, ObjectPath> = Object.assign(
      {},
      ...features.map((feature) => feature.objects),
    );
    return (type, ...one) => paths[type]?.(...one) ?? null;
  }, [features]);
}
