import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { Logger } from 'pino';
import { PublicError } from '../errors.ts';
import type { Refused } from '../read/plan/cache.ts';
import type { GraphqlContext } from './context.ts';
import { mask } from './masking.ts';
import { RawJson } from './raw-json.ts';

/** Header that shows developers whether a query was planned, and the reason if it was not. */
const PLAN_HEADER = 'x-partnergraph-plan';

/** A plugin that answers queries by the planned execution. Resolvers answer the queries that have no plan. */
export function plannedReads(log: Pick<Logger, 'error'>): ApolloServerPlugin<GraphqlContext> {
  const listener: GraphQLRequestListener<GraphqlContext> = {
    async responseForOperation({
      document,
      operation,
      operationName,
      request,
      contextValue,
      response: { http },
    }) {
      // The type excludes undefined, but an unknown operation name leaves no operation.
      if ((operation as typeof operation | undefined)?.operation !== 'query') return null;
      const { requestId } = contextValue;
      const query = { document, operationName, variables: request.variables ?? {} };
      const answer = await contextValue.plan(query).catch((error: unknown) => {
        if (error instanceof PublicError) return error;
        log.error({ err: error, requestId }, 'a planned statement failed');
        return { unplanned: 'its statement failed' } satisfies Refused;
      });
      if (answer instanceof PublicError) {
        // The server is overloaded or has no database, so resolvers would fail too.
        const errors = [mask(answer, { requestId, mayIntrospect: false, log })];
        return { http, body: { kind: 'single', singleResult: { errors } } };
      }
      if ('unplanned' in answer) {
        http.headers.set(PLAN_HEADER, `resolved; ${answer.unplanned}`);
        return null;
      }
      http.headers.set(PLAN_HEADER, 'planned');
      // Apollo passes any `data` through, and `stringifyResult` writes this text unchanged.
      const data = new RawJson(answer.json) as unknown as Record<string, unknown>;
      return { http, body: { kind: 'single', singleResult: { data } } };
    },
  };
  return { requestDidStart: async () => listener };
}
