import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { sql } from '../../../server/platform/sql/sql.ts';
import { percentile, runConcurrently, timed } from '../../kit/concurrency.ts';
import { LONG, sizes } from '../../kit/sizes.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { superuserUrl } from '../../policy/fixtures/dump.ts';
import { authorizedJoint, draftOf, type Goods, listed, setStage } from './stage.ts';

/** Concurrent calls, far more than connections. */
const WIDTH = 50;
/** At least the number of connections. */
const CONNECTIONS = 8;
const LATEST_MS = 2_000;

const stage = testStage('herd', setStage);

/**
 * Number of deadlocks in this database so far. A connection reports its count at its first statement after
 * a second of idle time.
 */
async function deadlocks(): Promise<number> {
  await sleep(1_100);
  await runConcurrently(CONNECTIONS, CONNECTIONS, () =>
    stage.world.rows(sql`select pg_sleep(0.1)`),
  );
  const superuser = new pg.Client(superuserUrl(stage.world));
  await superuser.connect();
  const { rows } = await superuser.query<{ n: number }>(
    'select deadlocks::int as n from pg_stat_database where datname = current_database()',
  );
  await superuser.end();
  return rows[0]!.n;
}

/**
 * A draft of both specifications at 90 %. Every other draft reverses the lines, so that locks in line order
 * would deadlock.
 */
const draft = ({ productId, specifications }: Goods, index: number) =>
  draftOf(stage, {
    productId,
    lines: (index % 2 === 0 ? specifications : specifications.toReversed()).map(
      (specificationId) => ({ specificationId, payRate: '0.9' }),
    ),
  });

interface Outcome {
  readonly id: string;
  /** Code of the refusal, or `won`. */
  readonly code: string;
}

let attempts = 0;

/**
 * Runs a command as a client should: while the service is busy, it repeats the attempt with the same key
 * after the given time.
 */
async function persist(caller: Caller, event: string, input: object): Promise<Outcome> {
  const document = `mutation($input: ExclusiveDiscount${event}Input!, $key: ID!) {
    done: exclusiveDiscount${event}(input: $input, idempotencyKey: $key) { exclusiveDiscount { id } userErrors { code } } }`;
  const key = `herd-${++attempts}`;
  for (;;) {
    const { data, errors } = await caller.run(document, { input, key });
    const { code, retryAfterSeconds } = errors?.[0]?.extensions ?? {};
    if (code === 'UNAVAILABLE') {
      await sleep(Number(retryAfterSeconds) * 1_000);
      continue;
    }
    if (errors) throw errors[0];
    const { exclusiveDiscount, userErrors } = data!.done as {
      exclusiveDiscount: { id: string } | null;
      userErrors: { code: string }[];
    };
    const codes = new Set(userErrors.map((error) => error.code));
    return { id: exclusiveDiscount?.id ?? '', code: [...codes].join() || 'won' };
  }
}

/** Number of outcomes by code. */
const tally = (outcomes: readonly Outcome[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(outcomes, ({ code }) => code)].map(([code, all]) => [code, all.length]),
  );

/** Number of discounts on the product by state. */
async function states({ productId }: Goods): Promise<Record<string, number>> {
  const rows = await stage.world.rows<{ status: string; n: number }>(sql`
    select status, count(*)::int as n from exclusive_discount where product_id = ${productId.slice(4)} group by 1`);
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
}

/**
 * Runs all calls concurrently, prints the duration and returns the outcomes; `times` receives the duration
 * of each call.
 */
async function herd(
  what: string,
  times: number[],
  call: (index: number) => Promise<Outcome>,
): Promise<readonly Outcome[]> {
  const began = performance.now();
  const outcomes = await runConcurrently(sizes.herd, WIDTH, (index) =>
    timed(times, () => call(index)),
  );
  const [half, late, last] = [0.5, 0.99, 1].map((share) => percentile(times, share).toFixed(0));
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  process.stdout.write(
    `herd: ${sizes.herd} ${what}, ${WIDTH} at a time, ${seconds} s: p50 ${half} ms, p99 ${late} ms, max ${last} ms\n`,
  );
  return outcomes;
}

describe(`${sizes.herd} discounts for one place`, () => {
  it(
    'yield one scheduled discount; the others are refused for the overlap and stay drafts',
    async () => {
      const goods = await listed(stage.sellerManager, '联营数据库', {
        saleModel: 'JOINT_OPERATION',
      });
      await authorizedJoint(stage, goods);
      const members = await runConcurrently(WIDTH, 1, (index) =>
        stage.world.member(stage.partner, 'csp.manager', `经理 ${index}`),
      );
      const caller = (index: number): Caller => members[index % WIDTH]!;
      const [creating, submitting]: [number[], number[]] = [[], []];
      const drafts = await herd('creations', creating, (index) =>
        persist(caller(index), 'Create', draft(goods, index)),
      );
      expect(tally(drafts)).toEqual({ won: sizes.herd });
      const answers = await herd('submissions', submitting, (index) =>
        persist(caller(index), 'Submit', { id: drafts[index]!.id }),
      );
      expect(tally(answers)).toEqual({ won: 1, OVERLAPPING_PERIOD: sizes.herd - 1 });
      expect(await states(goods)).toEqual({ SCHEDULED: 1, DRAFT: sizes.herd - 1 });
      if (LONG)
        for (const times of [creating, submitting])
          expect(percentile(times, 0.99)).toBeLessThan(LATEST_MS);
    },
    LONG ? 1_800_000 : 120_000,
  );

  it('yield one scheduled discount when all wait for the seller and are approved at once', async () => {
    const waiting = await runConcurrently(WIDTH, WIDTH, async (index) => {
      const { id } = await persist(stage.manager, 'Create', draft(stage.goods, index));
      await persist(stage.manager, 'Submit', { id });
      return id;
    });
    expect(await states(stage.goods)).toEqual({ SELLER_REVIEW: WIDTH });
    const answers = await runConcurrently(WIDTH, WIDTH, (index) =>
      persist(stage.reviewer, 'Approve', { id: waiting[index]! }),
    );
    expect(tally(answers)).toEqual({ won: 1, OVERLAPPING_PERIOD: WIDTH - 1 });
    expect(await states(stage.goods)).toEqual({ SCHEDULED: 1, SELLER_REVIEW: WIDTH - 1 });
  });
});

it('no two of them deadlock; a provoked deadlock is counted', async () => {
  expect(await deadlocks()).toBe(0);
  const crossing = (...keys: number[]) =>
    stage.world.system(async ({ rows }) => {
      for (const key of keys) {
        await rows(sql`select pg_advisory_xact_lock(${key})`);
        await sleep(200);
      }
    });
  const outcomes = await Promise.allSettled([crossing(1, 2), crossing(2, 1)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await deadlocks()).toBe(1);
}, 20_000);
