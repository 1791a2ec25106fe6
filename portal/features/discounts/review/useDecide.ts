import { useCallback, useRef, useState } from 'react';
import { useClient } from 'urql';
import type { UserErrorLike } from '../../../lib/form.ts';
import { kinds } from './kinds.ts';
import type { ReviewCase } from './review-cases.ts';

/**
 * Decides one case. The server records the decision at once and applies it ten seconds later; until
 * then any page can undo it. Returns the user errors, or null when the request failed.
 */
export function useDecide(): {
  decide: (
    row: ReviewCase,
    verdict: 'approve' | 'reject',
    reason?: string,
  ) => Promise<readonly UserErrorLike[] | null>;
  sending: ReadonlySet<string>;
} {
  const client = useClient();
  const [sending, setSending] = useState<ReadonlySet<string>>(new Set());
  /** Unanswered decisions; a repeated one keeps its key. */
  const keys = useRef(new Map<string, string>());
  const decide = useCallback(
    async ({ kind, id, version }: ReviewCase, verdict: 'approve' | 'reject', reason = '') => {
      setSending((ids) => new Set([...ids, id]));
      const input = { ids: [id], versions: [version], ...(reason && { reason }) };
      const attempt = JSON.stringify([verdict, input]);
      const idempotencyKey = keys.current.get(attempt) ?? crypto.randomUUID();
      keys.current.set(attempt, idempotencyKey);
      const { data } = await (verdict === 'approve'
        ? client.mutation(kinds[kind].approve, { input, idempotencyKey })
        : client.mutation(kinds[kind].reject, { input: { ...input, reason }, idempotencyKey })
      ).toPromise();
      setSending((ids) => new Set([...ids].filter((other) => other !== id)));
      if (data) keys.current.delete(attempt);
      return data?.step.userErrors ?? null;
    },
    [client],
  );
  return { decide, sending };
}
