import { AsyncLocalStorage } from 'node:async_hooks';
import {
  ApolloServer,
  type ApolloServerPlugin,
  type GraphQLRequestListener,
  HeaderMap,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Prepared } from './documents.ts';
import { LIMITS } from './limits.ts';
import type { Throttle } from './limits-budget.ts';
import { type Asker, mask } from './masking.ts';
import { preloadedStores } from './preloaded.ts';
import { stringifyResult } from './raw-json.ts';

/** A request during its execution by Apollo Server. */
export interface Call extends Asker {
  readonly prepared: Prepared;
  /** Settles the cost once the result is known. Returns null for callers without metering. */
  readonly settle: (data: unknown, freeKeys: readonly string[]) => CostReport | null;
  /** Whether the result comes from execution and not from an earlier protocol error. */
  executed: boolean;
}

/** `extensions.cost` of a response, in points. */
export interface CostReport {
  readonly requested: number;
  readonly actual: number;
  readonly throttle: Throttle;
}

export interface Engine<C extends object> {
  readonly apollo: ApolloServer<C>;
  /** Runs `work`. Within it Apollo Server executes this call's document and masks errors for its caller. */
  run<T>(call: Call, work: () => Promise<T>): Promise<T>;
}

/** Starts an Apollo Server that only executes: all other features are off. NODE_ENV has no effect on it. */
export async function startApollo<C extends object>(
  schema: GraphQLSchema,
  log: Logger,
  plugins: readonly ApolloServerPlugin<C>[],
): Promise<Engine<C>> {
  const calls = new AsyncLocalStorage<Call>();
  const apollo = new ApolloServer<C>({
    schema,
    nodeEnv: 'production',
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: log,
    stringifyResult,
    executionOptions: { maxCoercionErrors: LIMITS.errors },
    ...preloadedStores(() => calls.getStore()?.prepared),
    formatError: (formatted, error) => {
      const call = calls.getStore();
      return call ? mask(error, call) : formatted;
    },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ...plugins,
      finishing<C>(calls),
    ],
  });
  await apollo.start();
  return { apollo, run: (call, work) => calls.run(call, work) };
}

/** Adds the cost to a result and sets status 503 if the database is overloaded. */
const finishing = <C extends object>(calls: AsyncLocalStorage<Call>): ApolloServerPlugin<C> => {
  const listener: GraphQLRequestListener<C> = {
    async willSendResponse({ response }) {
      const call = calls.getStore();
      if (!call || response.body.kind !== 'single') return;
      call.executed = true;
      const { singleResult: result } = response.body;
      const busy = result.errors?.find(({ extensions }) => extensions?.code === 'UNAVAILABLE');
      if (busy) {
        response.http.status = 503;
        response.http.headers = new HeaderMap([
          ...response.http.headers,
          ['retry-after', String(busy.extensions?.retryAfterSeconds ?? 1)],
        ]);
      }
      const cost = call.settle(result.data, call.prepared.freeKeys);
      if (cost) result.extensions = { ...result.extensions, cost };
    },
  };
  return { requestDidStart: async () => listener };
};
