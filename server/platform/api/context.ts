import type { OptimisticCredential } from '../command/pipeline.ts';
import type { CommandDeps } from '../command/types.ts';
import type { Reader } from '../db/database.ts';
import type { Domain } from '../domain.ts';
import { unauthenticated } from '../errors.ts';
import { ReadSession } from '../read/batches/session.ts';
import { PlanCache } from '../read/plan/cache.ts';
import { type Answer, type Query, runPlanned } from '../read/plan/run.ts';
import type { Viewer } from '../viewer.ts';

/** What the API needs from the application: what commands need, and the schema. */
export interface ApiDeps extends CommandDeps {
  readonly domain: Domain;
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

/** The read transaction of a request, and what it has loaded. */
interface Reading {
  readonly reader: Reader;
  readonly session: ReadSession;
}

/**
 * What resolvers get with each request. The server library copies it field by field: what changes stands in an
 * object that the copies share.
 */
export class GraphqlContext {
  private readonly held: { reading: Reading | null };

  constructor(
    readonly deps: ApiDeps,
    /** Null for a caller who is not signed in; root fields refuse it before anything is read. */
    readonly viewer: Viewer | null,
    readonly requestId: string,
    /** Set while the viewer's credential is not proven yet; the next statement carries the proof. */
    readonly credential: OptimisticCredential | null = null,
  ) {
    this.held = { reading: this.begin() };
  }

  /** The resolved execution, bound to the viewer. Its connection is taken at the first read. Throws UNAUTHENTICATED without a viewer. */
  get reads(): ReadSession {
    if (!this.held.reading) throw unauthenticated();
    return this.held.reading.session;
  }

  /** The planned execution of a query: one statement, in a snapshot of its own. */
  async plan(query: Query): Promise<Answer> {
    if (!this.viewer) return { unplanned: 'nobody asks' };
    const { db, clock, domain, secrets } = this.deps;
    const planned = { plans: plansOf(domain), db, clock, secrets };
    return await runPlanned(planned, this.viewer, query, this.credential?.proof);
  }

  /** Ends the read transaction and begins another: after a mutation, or with an event, the next read sees the new state. */
  async renewReads(): Promise<void> {
    await this.endReads();
    this.held.reading = this.begin();
  }

  /** Ends the read transaction. What parts of an answer that was cut short still ask for is refused. */
  async endReads(): Promise<void> {
    await this.held.reading?.reader.end();
  }

  private begin(): Reading | null {
    const { deps, viewer } = this;
    if (!viewer) return null;
    const reader = deps.db.reader(viewer, deps.clock);
    return { reader, session: new ReadSession(viewer, reader) };
  }
}
