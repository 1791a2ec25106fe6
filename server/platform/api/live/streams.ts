import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { PublicError } from '../../errors.ts';
import { Semaphore } from '../../semaphore.ts';
import type { Viewer } from '../../viewer.ts';

/** Limits of open streams and subscriptions. */
export const STREAM_LIMITS = {
  /** Streams of one person, key or link. A browser needs one for all its tabs. */
  perActor: 10,
  perTenant: 500,
  perServer: 5_000,
  /** Subscriptions on one stream. */
  operations: 50,
  /** Time until an unopened reserved stream ends, in milliseconds. */
  reservedMs: 15_000,
} as const;

/** Interval of credential checks in milliseconds. It matters for expiry only: a `session` event reports other ends. */
const RECHECK_MS = 10_000;
/** Age up to which a credential check is valid for an event, in milliseconds. */
const FRESH_MS = 500;

/** In place of the time of a check: no check is valid. */
const DOUBTED = Number.NEGATIVE_INFINITY;

/** Looks up the viewer of a credential again; null if the credential has ended. */
export type Recheck = () => Promise<Viewer | null>;

/** Content of a stream, in chunks. */
export type StreamBody = AsyncGenerator<string, void, undefined>;

/** An event stream of a viewer, reserved or open. */
export class Stream {
  readonly token = randomBytes(32).toString('base64url');
  /** Number of running subscriptions. */
  operations = 0;
  private body: StreamBody | null = null;
  private checkedAt: number;
  /** Number of reports that the credential may have ended. */
  private doubts = 0;
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

  /** Stores the content until the reader takes it. The stream ends if no reader takes it in time. */
  hold(body: StreamBody): void {
    this.body = body;
    const unused = setTimeout(() => this.end(), STREAM_LIMITS.reservedMs);
    this.whenEnded(() => {
      clearTimeout(unused);
      void body.return();
    });
    this.taken = () => clearTimeout(unused);
  }

  /** The content, for the only reader of the stream. Throws CONFLICT for a second reader. */
  take(): StreamBody {
    const { body } = this;
    if (!body) throw new PublicError('CONFLICT', 'This stream has a reader already.');
    this.body = null;
    this.taken();
    return body;
  }

  /** Calls `end` once when the stream ends, or immediately if it has already ended. */
  whenEnded(end: () => void): void {
    if (this.ended) end();
    else this.onEnd.push(end);
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    for (const end of this.onEnd) end();
  }

  /** Makes all checks so far invalid, also one that is under way: the credential may have ended. */
  doubt(): void {
    this.doubts += 1;
    this.checkedAt = DOUBTED;
  }

  /** Whether the credential still has the same viewer and rights. If not, the stream ends. */
  async alive(freshMs = FRESH_MS): Promise<boolean> {
    if (this.ended) return false;
    if (this.now() - this.checkedAt < freshMs) return true;
    const { doubts } = this;
    try {
      const now = await this.recheck();
      if (!now || !same(now, this.viewer)) this.end();
    } catch (error) {
      // An unavailable database does not mean that the credential has ended, unless a report says so.
      const isUnavailable = error instanceof PublicError && error.code === 'UNAVAILABLE';
      if (!isUnavailable || this.checkedAt === DOUBTED) this.end();
      return !this.ended;
    }
    if (doubts !== this.doubts) return await this.alive(freshMs);
    this.checkedAt = this.now();
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
  /** Number of open streams by id of actor and of tenant. */
  private readonly counts = new Map<string, number>();
  private readonly turns = new Semaphore({ limit: 2 });
  private readonly timer: NodeJS.Timeout;
  private closed = false;

  constructor(private readonly clock: Clock) {
    this.timer = setInterval(() => void this.check(this.byToken.values()), RECHECK_MS).unref();
  }

  /** Creates a stream for a viewer. Throws RATE_LIMITED at the limit of the viewer, the organization or the server. */
  open(viewer: Viewer, recheck: Recheck): Stream {
    const { actorId, tenantId } = viewer;
    if (
      this.closed ||
      this.byToken.size >= STREAM_LIMITS.perServer ||
      this.countOf(actorId) >= STREAM_LIMITS.perActor ||
      this.countOf(tenantId) >= STREAM_LIMITS.perTenant
    )
      throw PublicError.rateLimited(10);
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

  /** The viewer's stream with this token. Throws NOT_FOUND for unknown tokens and streams of other viewers. */
  find(token: string, viewer: Viewer): Stream {
    const stream = this.byToken.get(token);
    if (!stream || !same(stream.viewer, viewer)) throw PublicError.notFound();
    return stream;
  }

  /** Counts a new subscription of a stream. Throws FORBIDDEN beyond the limit. */
  addOperation(stream: Stream): void {
    if (stream.operations >= STREAM_LIMITS.operations)
      throw PublicError.forbidden(`One stream carries ${STREAM_LIMITS.operations} subscriptions.`);
    stream.operations += 1;
  }

  /** Checks the credentials of these actors, members and organizations, after a report that they may have ended. */
  async doubt(of: readonly string[]): Promise<void> {
    const concerns = ({ actorId, memberId, tenantId }: Viewer): boolean =>
      [actorId, memberId, tenantId].some((id) => id !== null && of.includes(id));
    const doubted = [...this.byToken.values()].filter(({ viewer }) => concerns(viewer));
    for (const stream of doubted) stream.doubt();
    await this.check(doubted);
  }

  /** Checks the credentials of streams. A stream with an invalid credential ends. */
  private async check(streams: Iterable<Stream>): Promise<void> {
    await Promise.all([...streams].map((stream) => this.turns.run(() => stream.alive(0))));
  }

  endAll(): void {
    for (const stream of this.byToken.values()) stream.end();
  }

  /** Ends all streams and refuses further ones. */
  close(): void {
    this.closed = true;
    clearInterval(this.timer);
    this.endAll();
  }
}
