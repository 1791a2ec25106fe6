import { useMemo } from 'react';
import { useSession } from '../lib/session.ts';
import type { ObjectPath } from './feature.ts';
import { useFeatures } from './features.ts';

/** Returns the path of an object, or null if no page shows its type. A deadline passes its event, or null. */
export function useObjectPath(): (
  type: string,
  id: string,
  event?: string | null,
) => string | null {
  const features = useFeatures();
  const session = useSession();
  return useMemo(() => {
    const paths: Record<string, ObjectPath> = Object.assign(
      {},
      ...features.map((feature) => feature.objects),
    );
    return (type, id, event) =>
      paths[type]?.(id, event === null ? 'remind' : event, session) ?? null;
  }, [features, session]);
}
