import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { Logger } from 'pino';
import { PublicError } from '../errors.ts';
import type { Refused } from '../read/plan/cache.ts';
import type { GraphqlContext } from './context.ts';
import { mask } from './masking.ts';
import { RawJson } from './raw-json.ts';

/** Tells developers how a query was answered, and if it was not planned, why. */
export const PLAN_HEADER = 'x-partnergraph-plan';

/** Lets the planned execution answer a query before any resolver runs; the rest goes on as usual. */
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
      // Typed as always there, yet a name that no operation has leaves none.
      if ((operation as typeof operation | undefined)?.operation !== 'query') return null;
      const { requestId } = contextValue;
      const query = { document, operationName, variables: request.variables ?? {} };
      const answer = await contextValue.plan(query).catch((error: unknown) => {
        if (error instanceof PublicError) return error;
        log.error({ err: error, requestId }, 'a planned statement failed');
        return { unplanned: 'its statement failed' } satisfies Refused;
      });
      if (answer instanceof PublicError) {
        // Too many callers or no database: the resolvers would only ask the same once more.
        const errors = [mask(answer, { requestId, mayIntrospect: false, log })];
        return { http, body: { kind: 'single', singleResult: { errors } } };
      }
      if ('unplanned' in answer) {
        http.headers.set(PLAN_HEADER, `resolved; ${answer.unplanned}`);
        return null;
      }
      http.headers.set(PLAN_HEADER, 'planned');
      // The text stands where the library expects an object; `stringifyResult` knows it.
      // Apollo prints whatever `data` is; ours is text already.
      const data = new RawJson(answer.json) as unknown as Record<string, unknown>;
      return { http, body: { kind: 'single', singleResult: { data } } };
    },
  };
  return { requestDidStart: async () => listener };
}
