import { AuthError, callServer } from '../../lib/auth.ts';
import { currentText } from '../../lib/i18n.tsx';
import { requestSignIn } from '../../lib/session.ts';
import { createStore } from '../../lib/store.ts';

interface ExplorerKey {
  key: string;
  expiresAt: string;
}

/** Cost of an answer in points, and the remaining budget. */
export interface Cost {
  requested: number;
  actual: number;
  throttle: { maximum: number; available: number; restoreRate: number };
}

export interface Operation {
  query: string;
  operationName?: string | null;
  variables?: unknown;
}

interface Answer {
  errors?: readonly { message: string; extensions: { code: string } }[];
  extensions?: { cost?: Cost };
}

export const lastCost = createStore<Cost | null>(null);

/** The key is kept in memory only, and created with the first request. */
let present: Promise<ExplorerKey> | null = null;

/** Creates the key if it is missing; an expired session first asks for a new sign-in. */
async function keyOf(): Promise<ExplorerKey> {
  present ??= callServer<ExplorerKey>('/auth/explorer-key', {});
  try {
    return await present;
  } catch (error) {
    present = null;
    if (!(error instanceof AuthError) || error.code !== 'UNAUTHENTICATED') throw error;
    await requestSignIn();
    present = callServer<ExplorerKey>('/auth/explorer-key', {});
    return await present;
  }
}

async function send({ key }: ExplorerKey, { query, operationName, variables }: Operation) {
  return await fetch('/graphql', {
    method: 'POST',
    credentials: 'omit',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({
      query,
      // The editor updates a new operation name shortly after it is typed.
      operationName: operationName && query.includes(operationName) ? operationName : undefined,
      variables: variables ?? undefined,
    }),
  });
}

/**
 * Sends a document with the explorer's key and replaces an expired key once. Failures before the
 * API are reported in the form of its errors.
 */
export async function ask(operation: Operation): Promise<Answer> {
  try {
    let response = await send(await keyOf(), operation);
    if (response.status === 401) {
      present = null;
      response = await send(await keyOf(), operation);
    }
    const answer = (await response.json()) as Answer;
    lastCost.set(answer.extensions?.cost ?? null);
    return answer;
  } catch (error) {
    const code = error instanceof AuthError ? error.code : 'NETWORK';
    return { errors: [{ message: currentText().error(code), extensions: { code } }] };
  }
}
