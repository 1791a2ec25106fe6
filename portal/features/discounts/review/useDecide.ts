import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useCallback, useRef, useState } from 'react';
import { useClient } from 'urql';
import { grantRequests, refuseRequests } from '../../../domain/authorization/answer-requests.ts';
import type { BulkPayload } from '../../../domain/bulk/useDryRun.ts';
import { receiveDemands, rejectDemands } from '../../../domain/demand/answer-demands.ts';
import type { UserErrorLike } from '../../../lib/form.ts';
import { approveDiscounts, rejectDiscounts } from '../bulk.documents.ts';
import type { ReviewCase } from './review-cases.ts';

interface Variables {
  input: { ids: readonly string[]; versions: readonly number[]; reason?: string };
  idempotencyKey: string;
}

const documents = {
  discount: { approve: approveDiscounts, reject: rejectDiscounts },
  request: { approve: grantRequests, reject: refuseRequests },
  demand: { approve: receiveDemands, reject: rejectDemands },
} as const;

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
    async ({ kind, id, version }: ReviewCase, verdict: 'approve' | 'reject', reason?: string) => {
      setSending((ids) => new Set([...ids, id]));
      const input = { ids: [id], versions: [version], ...(reason !== undefined && { reason }) };
      const attempt = JSON.stringify([verdict, input]);
      const idempotencyKey = keys.current.get(attempt) ?? crypto.randomUUID();
      keys.current.set(attempt, idempotencyKey);
      const { data } = await client
        .mutation(
          documents[kind][verdict] as unknown as TypedDocumentNode<
            { step: BulkPayload },
            Variables
          >,
          { input, idempotencyKey },
        )
        .toPromise();
      setSending((ids) => new Set([...ids].filter((other) => other !== id)));
      if (data) keys.current.delete(attempt);
      return data?.step.userErrors ?? null;
    },
    [client],
  );
  return { decide, sending };
}
