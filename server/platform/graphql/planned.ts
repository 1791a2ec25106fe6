import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import type { GraphqlContext } from './context.ts';

/** Tells developers how a query was answered, and if it was not planned, why. */
export const PLAN_HEADER = 'x-partnergraph-plan';

/** Lets the planned execution answer a query before any resolver runs; the rest goes on as usual. */
export const plannedReads: ApolloServerPlugin<GraphqlContext> = {
  async requestDidStart() {
    return {
      async responseForOperation({
        document,
        operation,
        operationName,
        request,
        contextValue,
        response,
      }) {
        if (operation.operation !== 'query') return null;
        const variables = request.variables ?? {};
        const planned = await contextValue.plan({ document, operationName, variables });
        const how = 'data' in planned ? 'planned' : `resolved; ${planned.unplanned}`;
        if (!('data' in planned)) {
          response.http.headers.set(PLAN_HEADER, how);
          return null;
        }
        return {
          http: { status: undefined, headers: new HeaderMap([[PLAN_HEADER, how]]) },
          body: { kind: 'single', singleResult: { data: planned.data } },
        };
      },
    };
  },
};
