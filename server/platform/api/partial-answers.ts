import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { Logger } from 'pino';
import type { GraphqlContext } from './context.ts';
import { mask } from './masking.ts';

/** A plugin that adds the failures of upstreams to the errors of an answer, by either execution. */
export function partialAnswers(log: Pick<Logger, 'error'>): ApolloServerPlugin<GraphqlContext> {
  const listener: GraphQLRequestListener<GraphqlContext> = {
    async willSendResponse({ contextValue, response }) {
      const failures = contextValue.takeFailures();
      if (failures.length === 0 || response.body.kind !== 'single') return;
      const { singleResult: result } = response.body;
      const asker = { requestId: contextValue.requestId, mayIntrospect: false, log };
      result.errors = [...(result.errors ?? []), ...failures.map((error) => mask(error, asker))];
    },
  };
  return { requestDidStart: async () => listener };
}
