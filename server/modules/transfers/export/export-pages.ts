import type { DocumentNode } from 'graphql';
import type { ApiDeps } from '../../../platform/api/context.ts';
import { openViewerApi } from '../../../platform/api/viewer-api.ts';
import { PAGE_MOST } from '../../../platform/read/declare.ts';
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
  const api = openViewerApi(deps, viewer, 'export');
  try {
    let after: string | null = null;
    do {
      const variables: Row = { first: PAGE_MOST, after, filter, orderBy };
      const data: Readonly<Record<string, Page>> = await api.ask(document, variables);
      const { nodes, pageInfo } = data[root]!;
      yield nodes;
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
  } finally {
    await api.end();
  }
}
