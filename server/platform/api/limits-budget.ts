import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import { PublicError } from '../errors.ts';

/** Capacity of a bucket in points, and points restored per second. */
export interface Rate {
  readonly maximum: number;
  readonly restoreRate: number;
}

export interface Throttle extends Rate {
  /** Whole points left now. */
  readonly available: number;
}

export const KEY_RATE: Rate = { maximum: 10_000, restoreRate: 500 };
/** Budget of a tenant: twice the budget of a key, regardless of the number of keys. */
export const TENANT_RATE: Rate = { maximum: 20_000, restoreRate: 1_000 };

const MAX_BUCKETS = 10_000;

interface Bucket {
  available: number;
  at: number;
}

/** Token buckets by name. They are in memory, because a refill at restart does no harm. */
export class Buckets {
  private readonly buckets: LRUCache<string, Bucket>;

  constructor(
    private readonly clock: Clock,
    private readonly rate: Rate,
  ) {
    this.buckets = new LRUCache({
      max: MAX_BUCKETS,
      memoMethod: () => ({ available: rate.maximum, at: clock.now().getTime() }),
    });
  }

  at(name: string): Bucket {
    const now = this.clock.now().getTime();
    const bucket = this.buckets.memo(name);
    // A clock that was set back must neither restore points nor block callers.
    const seconds = Math.max(0, now - bucket.at) / 1000;
    bucket.available = Math.min(
      this.rate.maximum,
      bucket.available + seconds * this.rate.restoreRate,
    );
    bucket.at = now;
    return bucket;
  }

  /** Gives points back and returns the new balance. */
  refund(name: string, points: number): number {
    const bucket = this.at(name);
    bucket.available = Math.min(this.rate.maximum, bucket.available + points);
    return bucket.available;
  }
}

/** The budgets of API keys and of their tenants. */
export class Budget {
  private readonly keys: Buckets;
  private readonly tenants: Buckets;

  constructor(clock: Clock) {
    this.keys = new Buckets(clock, KEY_RATE);
    this.tenants = new Buckets(clock, TENANT_RATE);
  }

  /** Takes points from both budgets. Throws RATE_LIMITED with `retryAfterSeconds`. */
  take(tenant: string, key: string, points: number): void {
    const pairs = [
      { bucket: this.keys.at(key), rate: KEY_RATE },
      { bucket: this.tenants.at(tenant), rate: TENANT_RATE },
    ];
    const waits = pairs.map(({ bucket, rate }) => (points - bucket.available) / rate.restoreRate);
    const wait = Math.max(...waits);
    if (wait > 0) throw PublicError.rateLimited(Math.ceil(wait));
    for (const { bucket } of pairs) bucket.available -= points;
  }

  /** Gives unused points back and returns the state of the key's budget. */
  refund(tenant: string, key: string, points: number): Throttle {
    this.tenants.refund(tenant, points);
    return { ...KEY_RATE, available: Math.floor(this.keys.refund(key, points)) };
  }
}
