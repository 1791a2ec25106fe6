import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { forbidden, notFound, PublicError } from '../../errors.ts';
import { Turns } from '../../turns.ts';
import type { Viewer } from '../../viewer.ts';
import { rateLimited } from '../limits-budget.ts';

/** Most of what one server holds open at once. */
export const STREAM_LIMITS = {
  /** Streams of one person, key or link. A browser needs one, however many tabs it has. */
  perActor: 10,
  perTenant: 500,
  perServer: 5_000,
  /** Subscriptions on one stream. */
  operations: 50,
  /** How long a reserved stream waits to be opened, in milliseconds. */
  reservedMs: 15_000,
} as const;

/** How often the credential of every stream is asked for again, in milliseconds; an end that somebody caused is told. */
const RECHECK_MS = 10_000;
/** An answer of this age is good enough for an event. */
const FRESH_MS = 500;

/** Asks again who stands behind a credential; null when nobody does any more. */
export type Recheck = () => Promise<Viewer | null>;

/** What a stream sends, piece by piece. */
export type StreamBody = AsyncGenerator<string, void, undefined>;

/** One event stream of one viewer, reserved or open. */
export class Stream {
  readonly token = randomBytes(32).toString('base64url');
  /** Subscriptions that run on it. */
  operations = 0;
  private body: StreamBody | null = null;
  private checkedAt: number;
  private ended = false;
  private readonly onEnd: (() => void)[] = [];
  private taken = (): void => {};

  constructor(
    readonly viewer: Viewer,
    private readonly recheck: Recheck,
    private readonly clock: Clock,
  ) {
    this.checkedAt = this.now();
  }

  get over(): boolean {
    return this.ended;
  }

  /** Keeps what will be sent until somebody takes it; a stream that nobody takes ends. */
  hold(body: StreamBody): void {
    this.body = body;
    const unused = setTimeout(() => this.end(), STREAM_LIMITS.reservedMs);
    this.whenEnded(() => {
      clearTimeout(unused);
      void body.return();
    });
    this.taken = () => clearTimeout(unused);
  }

  /** What to send, for the one reader that a stream has. Throws CONFLICT for a second one. */
  take(): StreamBody {
    const { body } = this;
    if (!body) throw new PublicError('CONFLICT', 'This stream has a reader already.');
    this.body = null;
    this.taken();
    return body;
  }

  /** Calls `end` once, when the stream ends for whatever reason; at once when it has ended already. */
  whenEnded(end: () => void): void {
    if (this.ended) end();
    else this.onEnd.push(end);
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    for (const end of this.onEnd) end();
  }

  /** Whether its credential is good as it was at the beginning; a stream whose credential is not ends. */
  async alive(freshMs = FRESH_MS): Promise<boolean> {
    if (this.ended) return false;
    if (this.now() - this.checkedAt < freshMs) return true;
    try {
      const now = await this.recheck();
      if (!now || !same(now, this.viewer)) this.end();
      this.checkedAt = this.now();
    } catch (error) {
      // A database that is away says nothing about the credential.
      if (!(error instanceof PublicError) || error.code !== 'UNAVAILABLE') this.end();
    }
    return !this.ended;
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

const same = (a: Viewer, b: Viewer): boolean =>
  a.actorId === b.actorId &&
  a.memberId === b.memberId &&
  a.tenantId === b.tenantId &&
  a.role === b.role &&
  a.scopes.join() === b.scopes.join();

/** All event streams of this server. */
export class Streams {
  private readonly byToken = new Map<string, Stream>();
  /** How many of them an actor or a tenant has. */
  private readonly counts = new Map<string, number>();
  private readonly turns = new Turns(2);
  private readonly timer: NodeJS.Timeout;
  private closed = false;

  constructor(private readonly clock: Clock) {
    this.timer = setInterval(() => void this.recheck(), RECHECK_MS).unref();
  }

  /** A new stream for a viewer. Throws RATE_LIMITED when they or their organization have enough. */
  open(viewer: Viewer, recheck: Recheck): Stream {
    const { actorId, tenantId } = viewer;
    if (
      this.closed ||
      this.byToken.size >= STREAM_LIMITS.perServer ||
      this.countOf(actorId) >= STREAM_LIMITS.perActor ||
      this.countOf(tenantId) >= STREAM_LIMITS.perTenant
    )
      throw rateLimited(10);
    const stream = new Stream(viewer, recheck, this.clock);
    this.byToken.set(stream.token, stream);
    this.count([actorId, tenantId], 1);
    stream.whenEnded(() => {
      this.byToken.delete(stream.token);
      this.count([actorId, tenantId], -1);
    });
    return stream;
  }

  private countOf(id: string): number {
    return this.counts.get(id) ?? 0;
  }

  private count(ids: readonly string[], by: 1 | -1): void {
    for (const id of ids) {
      const now = this.countOf(id) + by;
      if (now > 0) this.counts.set(id, now);
      else this.counts.delete(id);
    }
  }

  /** The viewer's own stream of a token. Throws NOT_FOUND for any other. */
  find(token: string, viewer: Viewer): Stream {
    const stream = this.byToken.get(token);
    if (!stream || !same(stream.viewer, viewer)) throw notFound();
    return stream;
  }

  /** Counts one more subscription on a stream. Throws FORBIDDEN beyond the limit. */
  addOperation(stream: Stream): void {
    if (stream.operations >= STREAM_LIMITS.operations)
      throw forbidden(`One stream carries ${STREAM_LIMITS.operations} subscriptions.`);
    stream.operations += 1;
  }

  /** Asks again for the credentials of all streams, or of some actors or members; ends what they no longer carry. */
  async recheck(of?: readonly string[]): Promise<void> {
    const asked = [...this.byToken.values()].filter(
      ({ viewer }) => !of || of.includes(viewer.actorId) || of.includes(viewer.memberId ?? ''),
    );
    await Promise.all(asked.map((stream) => this.turns.run(() => stream.alive(0))));
  }

  endAll(): void {
    for (const stream of this.byToken.values()) stream.end();
  }

  /** Ends all and takes no more. */
  close(): void {
    this.closed = true;
    clearInterval(this.timer);
    this.endAll();
  }
}
