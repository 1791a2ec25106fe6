import {
  type Client,
  type CombinedError,
  createClient,
  fetchExchange,
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
import { keys, schema } from '../gql/cache.ts';
import { presence } from './activity.ts';
import { connected, fetchAwaited, GaveUp } from './connection.ts';
import { isProofRequired, isUnauthenticated } from './errors.ts';
import { isStaleVersion, type UserErrorLike } from './form.ts';
import { liveExchange, missed } from './live.ts';
import { requestSignIn } from './session.ts';

interface ClientOptions {
  /** What mutations and subscriptions change in the cache beyond the entities they return; each feature brings its own. */
  updates?: UpdatesConfig;
  /** What mutations will have changed, shown before the server has answered: cheap and reversible ones only. */
  optimistic?: OptimisticMutationConfig;
  /** A mutation failed on top level: outage, permission, conflict. Queries are shown failing by their page. */
  onMutationError: (error: CombinedError, operation: Operation) => void;
}

/** A mutation may be sent again only if the server recognizes the second copy. */
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

/** The one GraphQL client. The order of the exchanges matters: a result passes them from the last to the first. */
export function createGraphClient({ updates, optimistic, onMutationError }: ClientOptions): Client {
  /** What the pages on the screen read. */
  const shown = new Map<number, Operation>();
  /** Those of it that found no server. */
  const unanswered = new Set<number>();
  /** Queries on their way, and those of them that a change has overtaken: their answer may be from before it. */
  const asked = new Set<number>();
  const overtaken = new Set<number>();
  const readAnew = ({ kind, ...operation }: Operation): void => {
    const context = { ...operation.context, requestPolicy: 'network-only' as const };
    client.reexecuteOperation(client.createRequestOperation(kind, operation, context));
  };
  const client = createClient({
    url: '/graphql',
    // Short queries would go by GET, which the server refuses and access logs would record.
    preferGetMethod: false,
    fetch: fetchAwaited,
    fetchOptions: () => ({
      credentials: 'same-origin',
      headers: { 'apollo-require-preflight': '1', ...presence() },
    }),
    exchanges: [
      mapExchange({
        onOperation(operation) {
          if (operation.kind === 'query') shown.set(operation.key, operation);
          else if (operation.kind === 'teardown') {
            shown.delete(operation.key);
            unanswered.delete(operation.key);
          }
        },
        onResult({ operation: { kind, key }, error, data }) {
          if (kind === 'query' && error?.networkError) unanswered.add(key);
          else unanswered.delete(key);
          if (kind === 'mutation' && isStale(data))
            for (const operation of shown.values()) readAnew(operation);
        },
        onError(error, operation) {
          if (operation.kind === 'mutation' && !isUnauthenticated(error) && !isProofRequired(error))
            onMutationError(error, operation);
        },
      }),
      cacheExchange({ schema, keys, updates, optimistic }),
      // Below the cache, so that what a change makes it ask for comes after the change.
      mapExchange({
        onOperation({ kind, key }) {
          if (kind === 'query') asked.add(key);
          if (kind === 'teardown') {
            asked.delete(key);
            overtaken.delete(key);
          }
        },
        onResult({ operation: { kind, key } }) {
          if (kind !== 'query') {
            for (const one of asked) overtaken.add(one);
            return;
          }
          asked.delete(key);
          const again = overtaken.delete(key) && shown.get(key);
          // Once the cache has taken this answer.
          if (again) queueMicrotask(() => readAnew(again));
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
        // Without the server it is told at once; what is on the screen is asked for when it is back.
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
    for (const key of unanswered) readAnew(shown.get(key)!);
  });
  missed.subscribe(() => {
    for (const operation of shown.values()) readAnew(operation);
  });
  return client;
}
