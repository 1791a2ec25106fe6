import { useCallback, useRef } from 'react';

/**
 * An idempotency key per attempt: a retry after a lost answer reuses it. Call `settle` once the
 * server has answered; another input gets another key.
 */
export function useIdempotencyKey(): { keyFor: (input: unknown) => string; settle: () => void } {
  const attempt = useRef<{ input: string; key: string } | null>(null);
  const keyFor = useCallback((input: unknown) => {
    const text = JSON.stringify(input);
    if (attempt.current?.input !== text)
      attempt.current = { input: text, key: crypto.randomUUID() };
    return attempt.current.key;
  }, []);
  const settle = useCallback(() => {
    attempt.current = null;
  }, []);
  return { keyFor, settle };
}
