import type { Exchange } from '@urql/core';
import { subscriptionExchange } from '@urql/core';
import type { Client } from 'graphql-sse';

/** How long the one stream stays open after its last subscription. */
const IDLE_MS = 5_000;

let stream: Promise<Client<true>> | undefined;

/** The stream of this tab, which all subscriptions share; its code comes with the first of them. */
function open(): Promise<Client<true>> {
  stream ??= import('graphql-sse').then(({ createClient }) =>
    createClient<true>({
      url: '/graphql/stream',
      singleConnection: true,
      lazyCloseTimeout: IDLE_MS,
      headers: { 'apollo-require-preflight': '1' },
      // A server that is away comes back some time; every subscription then hears how things stand.
      retryAttempts: Number.POSITIVE_INFINITY,
    }),
  );
  return stream;
}

/** Subscriptions over server-sent events, by the name under which the server knows their documents. */
export const liveExchange: Exchange = subscriptionExchange({
  forwardSubscription: (request) => ({
    subscribe(sink) {
      let isOver = false;
      let end = () => {};
      open().then(
        (client) => {
          if (!isOver)
            end = client.subscribe({ ...request, query: request.query ?? '' }, sink as never);
        },
        (error) => sink.error(error),
      );
      return {
        unsubscribe() {
          isOver = true;
          end();
        },
      };
    },
  }),
});
