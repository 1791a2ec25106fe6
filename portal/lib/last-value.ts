import { useEffect, useRef } from 'react';

/**
 * The value, or the last one under the same key, so that a refetch or a failed refresh does not
 * blank the screen.
 */
export function useLastValue<V>(key: unknown, value: V | null | undefined): V | undefined {
  const kept = useRef({ key, value });
  useEffect(() => {
    if (value !== undefined && value !== null) kept.current = { key, value };
  }, [key, value]);
  return value ?? (kept.current.key === key ? (kept.current.value ?? undefined) : undefined);
}
