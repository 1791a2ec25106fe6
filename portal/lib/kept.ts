import { useEffect, useRef } from 'react';

/**
 * The value, or the last one there was under the same key: neither a cache that reads anew nor a
 * refresh that fails takes from the screen what is on it.
 */
export function useKept<V>(key: unknown, value: V | null | undefined): V | undefined {
  const kept = useRef({ key, value });
  useEffect(() => {
    if (value !== undefined && value !== null) kept.current = { key, value };
  }, [key, value]);
  return value ?? (kept.current.key === key ? (kept.current.value ?? undefined) : undefined);
}
