import type { CombinedError, Operation } from '@urql/core';
import { useEffect, useRef } from 'react';

/**
 * The value, or the last one under the same key, so that a refetch or a failed refresh does not
 * blank the screen.
 */
export function useKept<V>(key: unknown, value: V | null | undefined): V | undefined {
  const kept = useRef({ key, value });
  useEffect(() => {
    if (value !== undefined && value !== null) kept.current = { key, value };
  }, [key, value]);
  return value ?? (kept.current.key === key ? (kept.current.value ?? undefined) : undefined);
}

/**
 * The failure of the server's last answer to the query under a key. The cache answers again, without a failure, when
 * other queries change its data; that does not end the failure.
 */
export function useFailure(
  key: unknown,
  { error, operation }: { error?: CombinedError | undefined; operation?: Operation | undefined },
): CombinedError | undefined {
  const last = useRef({ key, error });
  const isCached = operation?.context.meta?.cacheOutcome === 'hit';
  const failure = error ?? (isCached && last.current.key === key ? last.current.error : undefined);
  useEffect(() => {
    last.current = { key, error: failure };
  }, [key, failure]);
  return failure;
}
