import { useMemo } from 'react';
import type { ObjectPath } from './feature.ts';
import { useFeatures } from './features.ts';

/** Gives the path of one object of a type, for a clock with the event it waits with; null when no page shows that type. */
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
