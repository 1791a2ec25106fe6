import { type DocumentNode, execute } from 'graphql';
import { UpstreamValues } from '../command/upstream.ts';
import type { Database } from '../db/database.ts';
import { PublicError } from '../errors.ts';
import { encodeCursor } from '../read/cursor.ts';
import type { Ask } from '../read/plan/ask.ts';
import { PlanCache } from '../read/plan/cache.ts';
import { runPlanned } from '../read/plan/run.ts';
import type { Viewer } from '../viewer.ts';
import { type ApiDeps, GraphqlContext } from './context.ts';

type Values = Readonly<Record<string, unknown>>;

/** The API as a viewer reads it from within the server. */
export interface ViewerApi {
  /** The data of a query. Throws BAD_USER_INPUT if the viewer may not ask it. */
  ask<T>(document: DocumentNode, variables: Values): Promise<T>;
  /** The cursor after these values of an ordering's columns. */
  cursor(order: string, values: readonly unknown[]): string;
  end(): Promise<void>;
}

/** All planned answers come from one snapshot; a query that has no plan is answered apart from it. */
export function openViewerApi(deps: ApiDeps, viewer: Viewer, requestId: string): ViewerApi {
  const reader = deps.db.reader(viewer, deps.clock);
  const read: Database['read'] = (_viewer, _now, statement) => reader.texts(statement);
  const planned = { ...deps, plans: new PlanCache(deps.domain), db: { read } };
  return {
    async ask<T>(document: DocumentNode, variables: Values) {
      const upstream = new UpstreamValues(deps, viewer);
      const ask: Ask = async (name, input) => (await upstream.ask(name, input)).value;
      const answer = await runPlanned({ ...planned, ask }, viewer, { document, variables });
      const data =
        'json' in answer
          ? JSON.parse(answer.json)
          : await resolved(new GraphqlContext(deps, viewer, requestId), document, variables);
      return data as T;
    },
    cursor: encodeCursor,
    end: () => reader.end(),
  };
}

async function resolved(
  contextValue: GraphqlContext,
  document: DocumentNode,
  variableValues: Values,
): Promise<unknown> {
  try {
    const { schema } = contextValue.deps.domain;
    const { data, errors } = await execute({ schema, document, variableValues, contextValue });
    const [error] = errors ?? [];
    if (error?.originalError) throw error.originalError;
    if (error) throw PublicError.badInput(error.message);
    return data;
  } finally {
    await contextValue.endReads();
  }
}
