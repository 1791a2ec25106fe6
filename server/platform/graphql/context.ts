import type { DocumentNode } from 'graphql';
import type { CommandDeps } from '../command/pipeline.ts';
import type { Reader } from '../db/database.ts';
import { unauthenticated } from '../errors.ts';
import { type Planned, runPlanned } from '../read/plan/run.ts';
import { ReadSession } from '../read/session.ts';
import type { Viewer } from '../viewer.ts';

/** What resolvers get with each request. Plain properties only: Apollo copies the object. */
export interface GraphqlContext {
  /** Null for a caller who is not signed in; root fields refuse it before anything is read. */
  readonly viewer: Viewer | null;
  readonly requestId: string;
  readonly deps: CommandDeps;
  /** The resolved execution, bound to the viewer. Reading without a viewer throws UNAUTHENTICATED. */
  readonly reads: ReadSession;
  /** The planned execution of a query, in the snapshot of this request's reads. */
  readonly plan: (query: Query) => Promise<Planned>;
  /** Ends the request's read transaction. After a mutation the next read sees the new state. */
  readonly endReads: () => Promise<void>;
}

export interface Query {
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A context for one request. The reader's connection is taken at the first read and given back by `endReads`. */
export function createContext(
  deps: CommandDeps,
  viewer: Viewer | null,
  requestId: string,
): GraphqlContext {
  const reader = viewer ? deps.db.reader(viewer, deps.clock) : nobodysReader;
  let reads = viewer ? new ReadSession(viewer, reader) : null;
  return {
    viewer,
    requestId,
    deps,
    get reads(): ReadSession {
      if (!reads) throw unauthenticated();
      return reads;
    },
    async plan(query) {
      if (!viewer) return { unplanned: 'nobody asks' };
      const { schema, models } = deps.domain;
      return await runPlanned({
        ...query,
        schema,
        models,
        role: viewer.role,
        reader,
        secrets: deps.secrets,
      });
    },
    async endReads() {
      await reader.end();
      if (viewer) reads = new ReadSession(viewer, reader);
    },
  };
}

const nobodysReader: Reader = {
  rows: async () => {
    throw unauthenticated();
  },
  end: async () => {},
};
