import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import type { FragmentType } from '../../gql/fragment-masking.ts';
import { useSettled } from '../../lib/debounce.ts';
import type { UserErrorLike } from '../../lib/form.ts';
import type { Summary } from './BulkSummary.tsx';
import type { Job } from './job.ts';

/** Selection of a bulk mutation, under the alias `step`. */
export interface BulkPayload {
  job?: FragmentType<typeof Job> | null;
  summary?: FragmentType<typeof Summary> | null;
  userErrors: readonly UserErrorLike[];
}

export interface BulkVariables<I> {
  input: I;
  idempotencyKey: string;
  validateOnly?: boolean | null;
}

export type BulkDocument<I> = TypedDocumentNode<{ step: BulkPayload }, BulkVariables<I>>;

/** Runs the dry run again after each change of the input, with a delay. Null while unknown. */
export function useDryRun<I>(
  document: BulkDocument<I>,
  input: I | null,
): { payload: BulkPayload | null; failed: boolean; retry: () => void } {
  const client = useClient();
  const now = JSON.stringify(input);
  const text = useSettled(now);
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<{ text: string; payload: BulkPayload | null } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt repeats the same request
  useEffect(() => {
    if (text === 'null') return;
    let isCurrent = true;
    const variables = {
      input: JSON.parse(text) as I,
      idempotencyKey: crypto.randomUUID(),
      validateOnly: true,
    };
    void client
      .mutation(document, variables)
      .toPromise()
      .then(({ data }) => isCurrent && setAnswer({ text, payload: data?.step ?? null }));
    return () => {
      isCurrent = false;
    };
  }, [client, document, text, attempt]);
  const known = answer?.text === now ? answer : null;
  return {
    payload: known?.payload ?? null,
    failed: known !== null && known.payload === null,
    retry() {
      setAnswer(null);
      setAttempt((count) => count + 1);
    },
  };
}
