import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useCallback, useState } from 'react';
import { type Client, type OperationResult, useClient } from 'urql';
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

/** Sends a mutation. If it requires proof of identity, asks for it and sends it again. */
export async function sendProven<D, V extends object>(
  client: Client,
  document: TypedDocumentNode<D, V>,
  variables: V,
): Promise<OperationResult<D, V>> {
  const send = () => client.mutation(document, variables).toPromise();
  const result = await send();
  return result.error && isProofRequired(result.error) && (await isProven()) ? send() : result;
}

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
      const { data } = await sendProven(client, document, {
        input,
        idempotencyKey: keyFor(input),
      });
      setPending(false);
      if (!data) return null;
      settle();
      return data.step;
    },
    [client, document, keyFor, settle],
  );
  return { run, pending };
}
