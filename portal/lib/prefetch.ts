import type { AnyVariables, Client, GraphQLRequest, Operation, RequestPolicy } from '@urql/core';
import type { Session } from './auth.ts';
import { createStore } from './store.ts';

/** The address and the viewer, from which a page makes its first queries. */
export interface Opening {
  /** Id of the record in the address, or of the one in a panel. */
  id: string;
  search: Readonly<Record<string, unknown>>;
  session: Session;
}

interface Ahead extends GraphQLRequest<unknown, AnyVariables> {
  requestPolicy?: RequestPolicy;
}

/** First queries of a page or panel. Its module exports them as `prefetch`, because it knows their variables. */
export type Prefetch = (opening: Opening) => readonly Ahead[];

/** The query of a form, which reads its values once and therefore takes no part of them from the cache. */
export const whole = (request: GraphQLRequest<unknown, AnyVariables>): Ahead => ({
  ...request,
  requestPolicy: 'network-only',
});

/** A page that opens this soon after its queries were answered does not ask them again. */
const FRESH_MS = 5_000;
const answered = new Map<number, number>();

/** Number of pages whose first queries are being answered. */
export const askingAhead = createStore(0);

/** Asks queries before their page is drawn, unless the cache knows the answer. */
export async function askAhead(client: Client, requests: ReturnType<Prefetch>): Promise<void> {
  askingAhead.set(askingAhead.get() + 1);
  await Promise.all(
    requests.map(async ({ requestPolicy, ...request }) => {
      const { error, operation } = await client.executeQuery(request, { requestPolicy });
      if (!error && operation.context.meta?.cacheOutcome !== 'hit')
        answered.set(request.key, Date.now());
    }),
  );
  askingAhead.set(askingAhead.get() - 1);
}

/** Whether a query was just asked ahead, so that its page need not ask it again. */
export function isAskedAhead({ key }: Operation): boolean {
  const at = answered.get(key);
  if (at === undefined) return false;
  const isFresh = Date.now() - at < FRESH_MS;
  if (!isFresh) answered.delete(key);
  return isFresh;
}

/** Lets the next request of a query reach the server, though it was just asked ahead. */
export function askAgain({ key }: Pick<Operation, 'key'>): void {
  answered.delete(key);
}
