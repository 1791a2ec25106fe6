import type { CommandDeps, Presumption } from '../command/pipeline.ts';
import type { Reader } from '../db/database.ts';
import { unauthenticated } from '../errors.ts';
import { PlanCache } from '../read/plan/cache.ts';
import { type Answer, type Query, runPlanned } from '../read/plan/run.ts';
import { ReadSession } from '../read/session.ts';
import type { Viewer } from '../viewer.ts';
import type { Domain } from './domain.ts';

/** What resolvers get with each request. Plain properties only: Apollo copies the object. */
export interface GraphqlContext {
  /** Null for a caller who is not signed in; root fields refuse it before anything is read. */
  readonly viewer: Viewer | null;
  readonly requestId: string;
  /** Set while the viewer's credential is only presumed to be good; whatever goes to the database takes the question along. */
  readonly presumed: Presumption | null;
  readonly deps: CommandDeps;
  /** The resolved execution, bound to the viewer. Reading without a viewer throws UNAUTHENTICATED. */
  readonly reads: ReadSession;
  /** The planned execution of a query: one statement, in a snapshot of its own. */
  readonly plan: (query: Query) => Promise<Answer>;
  /** Ends the read transaction and begins another: after a mutation, or with an event, the next read sees the new state. */
  readonly renewReads: () => Promise<void>;
  /** Ends the read transaction. What parts of an answer that was cut short still ask for is refused. */
  readonly endReads: () => Promise<void>;
}

/** One cache for each domain, shared by all requests. */
const caches = new WeakMap<Domain, PlanCache>();

export function plansOf(domain: Domain): PlanCache {
  let plans = caches.get(domain);
  if (!plans) {
    plans = new PlanCache(domain.schema, domain.models, domain.values);
    caches.set(domain, plans);
  }
  return plans;
}

/**
 * A context for one request. The reader's connection is taken at the first read and given back by
 * `endReads`.
 */
export function createContext(
  deps: CommandDeps,
  viewer: Viewer | null,
  requestId: string,
  presumed: Presumption | null = null,
): GraphqlContext {
  let reader: Reader | undefined;
  let reads: ReadSession | undefined;
  const begin = (): void => {
    if (!viewer) return;
    reader = deps.db.reader(viewer, deps.clock);
    reads = new ReadSession(viewer, reader);
  };
  const endReads = async (): Promise<void> => await reader?.end();
  begin();
  return {
    viewer,
    requestId,
    presumed,
    deps,
    get reads(): ReadSession {
      if (!reads) throw unauthenticated();
      return reads;
    },
    async plan(query) {
      if (!viewer) return { unplanned: 'nobody asks' };
      const { db, clock, domain, secrets } = deps;
      const planned = { plans: plansOf(domain), db, clock, secrets };
      return await runPlanned(planned, viewer, query, presumed?.proof);
    },
    async renewReads() {
      await endReads();
      begin();
    },
    endReads,
  };
}
