import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useCallback, useState } from 'react';
import { useClient } from 'urql';
import { isProofRequired } from './errors.ts';
import type { UserErrorLike } from './form.ts';
import { useIdempotencyKey } from './idempotency.ts';
import { requestProof } from './proof.ts';

/** Variables of every command: the input and the key that makes a repetition harmless. */
interface CommandVariables<I> {
  input: I;
  idempotencyKey: string;
}

/** Payload of every command, selected under the alias `step`. */
interface Payload {
  userErrors: readonly UserErrorLike[];
}

/** Asks the person to prove the identity; false when the person declines. */
const isProven = (): Promise<boolean> =>
  requestProof().then(
    () => true,
    () => false,
  );

/**
 * Runs one mutation. `run` returns its payload with user errors, or null when the request failed
 * (the client has shown the failure) or the person declined to prove the identity. A retry after a
 * lost answer keeps its key.
 */
export function useCommand<P extends Payload, I>(
  document: TypedDocumentNode<{ step: P }, CommandVariables<I>>,
): { run: (input: I) => Promise<P | null>; pending: boolean } {
  const client = useClient();
  const { keyFor, settle } = useIdempotencyKey();
  const [pending, setPending] = useState(false);
  const run = useCallback(
    async (input: I) => {
      setPending(true);
      const variables = { input, idempotencyKey: keyFor(input) };
      const send = () => client.mutation(document, variables).toPromise();
      let { data, error } = await send();
      if (error && isProofRequired(error) && (await isProven())) ({ data, error } = await send());
      setPending(false);
      if (!data) return null;
      settle();
      return data.step;
    },
    [client, document, keyFor, settle],
  );
  return { run, pending };
}
