import { type DocumentNode, execute } from 'graphql';
import { type ApiDeps, GraphqlContext } from '../../../platform/api/context.ts';
import { UpstreamValues } from '../../../platform/command/upstream.ts';
import type { Database } from '../../../platform/db/database.ts';
import { PublicError } from '../../../platform/errors.ts';
import { PAGE_MOST } from '../../../platform/read/declare.ts';
import type { Ask } from '../../../platform/read/plan/ask.ts';
import { PlanCache } from '../../../platform/read/plan/cache.ts';
import { runPlanned } from '../../../platform/read/plan/run.ts';
import type { Viewer } from '../../../platform/viewer.ts';

export type Row = Readonly<Record<string, unknown>>;

/** A list as a viewer asks for it. */
export interface ListRead {
  readonly document: DocumentNode;
  readonly root: string;
  readonly filter: unknown;
  readonly orderBy: unknown;
}

interface Page {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/**
 * Reads all rows of a list in pages, each by its keys, under the viewer's policies. All pages come from one snapshot;
 * only a list that no plan answers is read page by page.
 */
export async function* exportPages(
  deps: ApiDeps,
  viewer: Viewer,
  { document, root, filter, orderBy }: ListRead,
): AsyncGenerator<readonly Row[]> {
  const reader = deps.db.reader(viewer, deps.clock);
  const read: Database['read'] = (_viewer, _now, statement) => reader.texts(statement);
  const planned = { ...deps, plans: new PlanCache(deps.domain), db: { read } };
  try {
    let after: string | null = null;
    do {
      const variables: Row = { first: PAGE_MOST, after, filter, orderBy };
      const values = new UpstreamValues(deps, viewer);
      const ask: Ask = async (upstream, input) => (await values.ask(upstream, input)).value;
      const answer = await runPlanned({ ...planned, ask }, viewer, { document, variables });
      const data =
        'json' in answer
          ? (JSON.parse(answer.json) as Row)
          : await resolved(deps, viewer, document, variables);
      const { nodes, pageInfo } = data[root] as Page;
      yield nodes;
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
  } finally {
    await reader.end();
  }
}

/** Throws BAD_USER_INPUT if the viewer may not ask this. */
async function resolved(
  deps: ApiDeps,
  viewer: Viewer,
  document: DocumentNode,
  variableValues: Row,
): Promise<Row> {
  const contextValue = new GraphqlContext(deps, viewer, 'export');
  try {
    const { data, errors } = await execute({
      schema: deps.domain.schema,
      document,
      variableValues,
      contextValue,
    });
    const [error] = errors ?? [];
    if (error?.originalError) throw error.originalError;
    if (error) throw PublicError.badInput(error.message);
    return data as Row;
  } finally {
    await contextValue.endReads();
  }
}
