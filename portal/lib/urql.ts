import {
  type Client,
  type CombinedError,
  createClient,
  fetchExchange,
  makeOperation,
  mapExchange,
  type Operation,
} from '@urql/core';
import { authExchange } from '@urql/exchange-auth';
import {
  cacheExchange,
  type OptimisticMutationConfig,
  type UpdatesConfig,
} from '@urql/exchange-graphcache';
import { persistedExchange } from '@urql/exchange-persisted';
import { retryExchange } from '@urql/exchange-retry';
import { keyless, shape } from '../gql/cache.ts';
import { presence } from './activity.ts';
import { cacheSchema, withoutKeys } from './cache-schema.ts';
import { connected, fetchAwaited, GaveUp } from './connection.ts';
import { isProofRequired, isUnauthenticated } from './errors.ts';
import { isStaleVersion, type UserErrorLike } from './form.ts';
import { liveExchange, missed } from './live.ts';
import { askAgain, isAskedAhead } from './prefetch.ts';
import { asking } from './refreshed.ts';
import { requestSignIn } from './session.ts';

interface ClientOptions {
  /**
   * Cache changes of mutations and subscriptions beyond the returned entities; each feature
   * provides its own.
   */
  updates?: UpdatesConfig;
  /** Optimistic results, for cheap and reversible mutations only. */
  optimistic?: OptimisticMutationConfig;
  /** A mutation failed at the top level: outage, permission, conflict. Pages show failed queries themselves. */
  onMutationError: (error: CombinedError, operation: Operation) => void;
  /** The server answered a mutation. */
  onMutationAnswer: () => void;
}

/** Whether a mutation may be resent: only if the server recognizes the second copy. */
const repeatable = (operation: Operation): boolean =>
  operation.kind === 'query' ||
  'idempotencyKey' in (operation.variables ?? {}) ||
  'idempotencyKey' in (operation.variables?.input ?? {});

const serverDown = (error: CombinedError): boolean => {
  const status = (error.response as Response | undefined)?.status;
  if (error.networkError instanceof GaveUp) return false;
  return Boolean(error.networkError) && (status === undefined || status >= 500);
};

/** Whether a command was refused because the page shows an old version of its record. */
const isStale = (data: Record<string, { userErrors?: readonly UserErrorLike[] } | null> | null) =>
  Object.values(data ?? {}).some((payload) => payload?.userErrors?.some(isStaleVersion));

/** The GraphQL client. The order of the exchanges matters: a result passes them from the last to the first. */
export function createGraphClient(options: ClientOptions): Client {
  const { updates, optimistic, onMutationError, onMutationAnswer } = options;
  /** Queries that the page displays. */
  const shown = new Map<number, Operation>();
  /** Displayed queries that failed without a server. */
  const unanswered = new Set<number>();
  /**
   * Failures of displayed queries. The cache answers again, without the failure, when other queries change its data; only
   * the server's answer ends a failure.
   */
  const failures = new Map<number, CombinedError>();
  /** Running queries, and those among them overtaken by a change: their answer may predate it. */
  const asked = new Set<number>();
  const overtaken = new Set<number>();
  const refetch = ({ kind, ...operation }: Operation): void => {
    askAgain(operation);
    const context = { ...operation.context, requestPolicy: 'network-only' as const };
    client.reexecuteOperation(client.createRequestOperation(kind, operation, context));
  };
  const client = createClient({
    url: '/graphql',
    // Short queries would go by GET, which the server refuses and which access logs would record.
    preferGetMethod: false,
    fetch: fetchAwaited,
    fetchOptions: () => ({
      credentials: 'same-origin',
      headers: { 'apollo-require-preflight': '1', ...presence() },
    }),
    exchanges: [
      mapExchange({
        onOperation(operation) {
          if (operation.kind === 'query') {
            shown.set(operation.key, operation);
            const { requestPolicy } = operation.context;
            if (requestPolicy !== 'cache-first' && isAskedAhead(operation))
              return makeOperation('query', operation, {
                ...operation.context,
                requestPolicy: 'cache-first',
              });
          } else if (operation.kind === 'teardown') {
            shown.delete(operation.key);
            unanswered.delete(operation.key);
            failures.delete(operation.key);
          }
          return operation;
        },
        onResult(result) {
          const { kind, key, context } = result.operation;
          const isCached = context.meta?.cacheOutcome === 'hit';
          const error = result.error ?? (isCached ? failures.get(key) : undefined);
          if (kind === 'query' && error) {
            failures.set(key, error);
            askAgain({ key });
          } else failures.delete(key);
          if (kind === 'query' && error?.networkError) unanswered.add(key);
          else unanswered.delete(key);
          if (kind === 'mutation' && !error?.networkError) onMutationAnswer();
          const { data } = result;
          if (kind === 'mutation' && isStale(data))
            for (const operation of shown.values()) refetch(operation);
          return { ...result, error };
        },
        onError(error, operation) {
          if (operation.kind === 'mutation' && !isUnauthenticated(error) && !isProofRequired(error))
            onMutationError(error, operation);
        },
      }),
      cacheExchange({
        schema: cacheSchema(shape),
        keys: withoutKeys(keyless),
        updates,
        optimistic,
      }),
      // Below the cache, so that refetches caused by a change follow the change.
      mapExchange({
        onOperation({ kind, key }) {
          if (kind === 'query') asked.add(key);
          if (kind === 'teardown') {
            asked.delete(key);
            overtaken.delete(key);
          }
          asking.set(asked.size);
        },
        onResult({ operation: { kind, key } }) {
          if (kind !== 'query') {
            for (const one of asked) overtaken.add(one);
            return;
          }
          asked.delete(key);
          asking.set(asked.size);
          const again = overtaken.delete(key) && shown.get(key);
          // Once the cache has taken this answer.
          if (again) queueMicrotask(() => refetch(again));
        },
      }),
      authExchange(async () => ({
        addAuthToOperation: (operation) => operation,
        didAuthError: isUnauthenticated,
        refreshAuth: requestSignIn,
      })),
      retryExchange({
        initialDelayMs: 400,
        maxDelayMs: 4000,
        maxNumberAttempts: 3,
        randomDelay: true,
        // Without the server the failure is reported at once; visible queries are refetched on its
        // return.
        retryIf: (error, operation) =>
          connected.get() && serverDown(error) && repeatable(operation),
      }),
      persistedExchange({
        enforcePersistedQueries: true,
        enableForMutation: true,
        enableForSubscriptions: true,
        preferGetForPersistedQueries: false,
        generateHash: async (_, document) =>
          (document as { __meta__?: { hash?: string } }).__meta__?.hash,
      }),
      liveExchange,
      fetchExchange,
    ],
  });
  connected.subscribe(() => {
    if (!connected.get()) return;
    for (const key of unanswered) refetch(shown.get(key)!);
  });
  missed.subscribe(() => {
    for (const operation of shown.values()) refetch(operation);
  });
  return client;
}
