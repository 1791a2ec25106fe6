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
    readonly rate: Rate,
  ) {
    this.buckets = new LRUCache({
      max: MAX_BUCKETS,
      memoMethod: () => ({ available: rate.maximum, at: clock.now().getTime() }),
    });
  }

  /** A bucket with the points that it has now. */
  at(name: string): Bucket {
    return this.restore(this.named(name));
  }

  named(name: string): Bucket {
    return this.buckets.memo(name);
  }

  /** Adds the points of the time since the last call. */
  restore(bucket: Bucket): Bucket {
    const now = this.clock.now().getTime();
    // A clock that was set back must neither restore points nor block callers.
    const seconds = Math.max(0, now - bucket.at) / 1000;
    bucket.at = now;
    return this.give(bucket, seconds * this.rate.restoreRate);
  }

  give(bucket: Bucket, points: number): Bucket {
    bucket.available = Math.min(this.rate.maximum, bucket.available + points);
    return bucket;
  }
}

/** The budget of an API key and of its tenant, for the steps of one request. */
export class Account {
  constructor(
    private readonly keys: Buckets,
    private readonly tenants: Buckets,
    private readonly key: Bucket,
    private readonly tenant: Bucket,
  ) {}

  /** Takes points from both budgets. Throws RATE_LIMITED with `retryAfterSeconds`. */
  take(points: number): void {
    const { keys, tenants, key, tenant } = this;
    const wait = Math.max(
      (points - keys.restore(key).available) / keys.rate.restoreRate,
      (points - tenants.restore(tenant).available) / tenants.rate.restoreRate,
    );
    if (wait > 0) throw PublicError.rateLimited(Math.ceil(wait));
    key.available -= points;
    tenant.available -= points;
  }

  /** Gives unused points back and returns the state of the key's budget. */
  refund(points: number): Throttle {
    const { keys, tenants, key, tenant } = this;
    tenants.give(tenants.restore(tenant), points);
    const { available } = keys.give(keys.restore(key), points);
    return { ...keys.rate, available: Math.floor(available) };
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

  account(tenant: string, key: string): Account {
    const { keys, tenants } = this;
    return new Account(keys, tenants, keys.named(key), tenants.named(tenant));
  }
}
