import { AuthError, callServer } from '../../lib/auth.ts';
import { currentText } from '../../lib/i18n.tsx';
import { requestSignIn } from '../../lib/session.ts';
import { createStore } from '../../lib/store.ts';

interface ExplorerKey {
  key: string;
  expiresAt: string;
}

/** What an answer cost in points, and what is left to spend. */
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

/** Cost of the last answer. */
export const lastCost = createStore<Cost | null>(null);

/** The key is kept nowhere but here, and made at the first question. */
let present: Promise<ExplorerKey> | null = null;

/** Makes the key when there is none; a session that has ended is begun again over the page first. */
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
      // The editor learns of a new name a moment after it is typed.
      operationName: operationName && query.includes(operationName) ? operationName : undefined,
      variables: variables ?? undefined,
    }),
  });
}

/** Asks the API by the explorer's own key; one that has ended is replaced once. What fails before the API does is told like its errors. */
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
