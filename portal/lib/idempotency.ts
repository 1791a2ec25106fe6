import { useCallback, useRef } from 'react';

/**
 * A key that stays the same while the same attempt is repeated, so that a retry after a lost answer records nothing twice.
 * Call `settle` once the server answered; another input needs another key.
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
