import { useMemo } from 'react';
import { useFeatures } from './features.ts';

/** Where objects are shown: the path of one of a type, or null when no page shows that type. */
export function useObjectPath(): (type: string, id: string) => string | null {
  const features = useFeatures();
  return useMemo(() => {
    const paths: Record<string, (id: string) => string> = Object.assign(
      {},
      ...features.map((feature) => feature.objects),
    );
    return (type, id) => paths[type]?.(id) ?? null;
  }, [features]);
}
