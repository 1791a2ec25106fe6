import { GraphQLError } from 'graphql';
import type { UnprovenCredential } from '../command/pipeline.ts';
import type { CommandDeps } from '../command/types.ts';
import { UpstreamValues } from '../command/upstream.ts';
import type { Reader } from '../db/database.ts';
import type { UnitOfWork } from '../db/transaction.ts';
import type { Domain } from '../domain.ts';
import { PublicError } from '../errors.ts';
import { getOrInsert } from '../get-or-insert.ts';
import { ReadSession } from '../read/batches/session.ts';
import type { Ask } from '../read/plan/ask.ts';
import { PlanCache } from '../read/plan/cache.ts';
import { type Answer, type Query, runPlanned } from '../read/plan/run.ts';
import type { Viewer } from '../viewer.ts';

export interface ApiDeps extends CommandDeps {
  readonly domain: Domain;
}

const caches = new WeakMap<Domain, PlanCache>();

export const plansOf = (domain: Domain): PlanCache =>
  getOrInsert(caches, domain, () => new PlanCache(domain));

/** The read transaction of a request, its loaded rows and its values of upstreams. */
interface Reading {
  readonly reader: Reader;
  readonly session: ReadSession;
  readonly upstream: UpstreamValues;
}

/**
 * Context of a request, passed to its resolvers. Apollo Server copies it field by field, so changing values are
 * held in an object that the copies share.
 */
export class GraphqlContext {
  private readonly held: { reading: Reading | null; isOver: boolean; failures: GraphQLError[] } = {
    reading: null,
    isOver: false,
    failures: [],
  };

  constructor(
    readonly deps: ApiDeps,
    /** The viewer; null for a caller who is not signed in. Root fields refuse null before any read. */
    readonly viewer: Viewer | null,
    readonly requestId: string,
    /** The viewer's credential while it is unproven; the next statement carries the proof. */
    readonly credential: UnprovenCredential | null = null,
  ) {}

  /**
   * Reads of the resolved execution, bound to the viewer. The first read takes a connection. Throws UNAUTHENTICATED
   * without a viewer.
   */
  get reads(): ReadSession {
    return this.reading.session;
  }

  /** Runs the planned execution of a query: one statement in a separate snapshot. */
  async plan(query: Query): Promise<Answer> {
    if (!this.viewer) return { unplanned: 'nobody asks' };
    const { db, clock, domain, secrets } = this.deps;
    const planned = { plans: plansOf(domain), db, clock, secrets, ask: this.ask };
    return await runPlanned(planned, this.viewer, query, this.credential?.proof);
  }

  /** The value that an upstream gives for a field. A failure is kept for the answer (`takeFailures`). */
  readonly ask: Ask = async (upstream, input, path) => {
    const { value, failure } = await this.reading.upstream.ask(upstream, input);
    if (failure)
      this.held.failures.push(new GraphQLError(failure.message, { path, originalError: failure }));
    return value;
  };

  /** The failures of upstreams since the last call: errors of the answer whose values are the last known ones or null. */
  takeFailures(): readonly GraphQLError[] {
    return this.held.failures.splice(0);
  }

  /** Starts a new read transaction, so that reads after a mutation or an event see the new state. */
  async renewReads(): Promise<void> {
    await this.endReads();
    this.held.reading = null;
    this.held.isOver = false;
  }

  /** Ends the read transaction. Later reads, for instance of an aborted answer, are refused. */
  async endReads(): Promise<void> {
    this.held.isOver = true;
    await this.held.reading?.reader.end();
  }

  /**
   * Runs `work`, which keeps a transaction open while it awaits the promise that `enter` returns. Reads then see the
   * transaction's changes, until the request's next mutation or its end. Resolves with the value that `work` gave to
   * `enter`, or with its result if it never entered.
   */
  async readInside<T>(
    work: (enter: (unit: UnitOfWork, value: T) => Promise<void>) => Promise<T>,
  ): Promise<T> {
    const entered = Promise.withResolvers<T>();
    const left = Promise.withResolvers<void>();
    const done = work(async (unit, value) => {
      await this.endReads();
      const rows: Reader['rows'] = (query, args = {}) => unit.rows(query, args);
      const end = async (): Promise<void> => {
        left.resolve();
        // A failure of the transaction has been reported by the read that failed.
        await done.catch(() => {});
      };
      const reader = { rows, end };
      this.held.reading = this.through(this.viewer!, reader);
      this.held.isOver = false;
      entered.resolve(value);
      await left.promise;
    });
    done.then(entered.resolve, entered.reject);
    return await entered.promise;
  }

  /** Most requests are planned and need none, so the first use begins it. */
  private get reading(): Reading {
    const { deps, viewer, held } = this;
    if (!viewer) throw PublicError.unauthenticated();
    // A read after the end would take a connection that no caller releases.
    if (held.isOver) throw new Error('The reads are over');
    held.reading ??= this.through(viewer, deps.db.reader(viewer, deps.clock));
    return held.reading;
  }

  private through(viewer: Viewer, reader: Reader): Reading {
    const session = new ReadSession(viewer, reader);
    return { reader, session, upstream: new UpstreamValues(this.deps, viewer) };
  }
}
