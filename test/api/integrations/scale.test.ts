import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pino from 'pino';
import { syncFeeds } from '../../../server/modules/integrations/index.ts';
import { openDatabase } from '../../../server/platform/db/database.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { openFaultProxy } from '../../kit/fault-proxy.ts';
import { sizes } from '../../kit/sizes.ts';
import { subCustomer, type UpstreamRequest, virtualTiming } from '../../kit/upstream/index.ts';
import { type Stage, setStage } from './stage.ts';

const CUSTOMERS = sizes.upstreamCustomers;
const PAGES = Math.ceil(CUSTOMERS / 100);
const QUOTA = 10;
const HOUR_MS = 3_600_000;
const LIMIT_MS = 3_600_000;

let stage: Stage;
beforeAll(async () => {
  stage = await setStage('upstream scale', []);
  stage.theirs.customers = Object.freeze(
    Array.from({ length: CUSTOMERS }, (_, i) =>
      subCustomer(`c${i}`, {
        association_type: i % 3 === 0 ? '2' : '1',
        label: i % 10 === 0 ? '重点' : '',
        is_frozen: i % 50 === 0 ? 1 : 0,
      }),
    ),
  );
}, LIMIT_MS);
afterAll(() => stage?.close(), LIMIT_MS);

/** Waits until the upstream has answered so many more pages. */
async function pagesRead(pages: number): Promise<void> {
  const goal = stage.upstream.requests.length + pages;
  while (stage.upstream.requests.length < goal) await sleep(1);
}

const rows = <R>(query: string): Promise<R[]> => stage.world.rows<R>(sql.raw(query));

async function counts(): Promise<Record<string, number>> {
  const [row] = await rows<Record<string, number>>(`
    select (select count(*)::int from customer) as customers,
      (select count(distinct upstream_id)::int from customer) as ids,
      (select count(*)::int from partner_binding where status = 'BOUND') as bindings,
      (select count(*)::int from customer_access where level = 'FULL') as accesses`);
  return row!;
}

/** Sums over the contents of all rows that a sync of customers may write. */
async function contents(): Promise<unknown[]> {
  const of = (table: string): string =>
    `(select sum(hashtextextended(t::text, 0)) from ${table} t)::text as ${table}`;
  const tables = ['customer', 'partner_binding', 'customer_access', 'difference'];
  return await rows(`select ${tables.map(of).join(', ')}`);
}

/** Requires that no second of any account and API has more calls than its quota. */
function expectQuotaKept(requests: readonly UpstreamRequest[]): void {
  const calls = Map.groupBy(requests, ({ api, accessKeyId }) => `${accessKeyId} ${api}`);
  for (const group of calls.values())
    for (const [i, { at }] of group.entries()) {
      const next = group[i + QUOTA];
      if (next && next.at - at < 1_000) throw new Error(`${i}: ${next.at - at} ms`);
    }
  expect(requests.filter(({ status }) => status === 429)).toEqual([]);
}

it(
  `${CUSTOMERS} customers arrive once each, over three interruptions; a second sync writes nothing`,
  async () => {
    const { world, upstream } = stage;
    const began = performance.now();

    // A process that is told to stop: the page in progress is finished.
    const stopping = new AbortController();
    const stopped = stage.sync(stopping.signal);
    await pagesRead(PAGES / 4);
    stopping.abort();
    await stopped;
    const first = (await counts()).customers!;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(CUSTOMERS);

    // A process whose database connections break: its transaction is lost, and its hold ends with time.
    const network = await openFaultProxy(world.db.url);
    const db = await openDatabase({
      url: network.through(world.db.url),
      ownerUrl: world.db.ownerUrl,
      entities: world.domain.entities,
    });
    // Another process takes more than a second to start; each counts its own calls.
    world.clock.advance(2_000);
    const timing = virtualTiming(world.clock);
    // Its run ends after the task, which fails as soon as any part of it has no database.
    let isOver = (): void => {};
    const over = new Promise<void>((resolve) => {
      isOver = resolve;
    });
    const log = pino(
      { level: 'warn' },
      { write: (line) => void (line.includes('a run of a feed failed') && isOver()) },
    );
    const killed = syncFeeds({ ...world.deps, db, upstream: { timing, log } }, log)
      .run()
      .catch(() => 'killed');
    await pagesRead(PAGES / 4);
    await network.set({ kind: 'refused' });
    await Promise.all([killed, over]);
    await db.close();
    await network.close();
    expect((await counts()).customers).toBeLessThan(CUSTOMERS);

    // An upstream that fails in the middle of the run.
    world.clock.advance(HOUR_MS);
    const failed = stage.sync();
    await pagesRead(PAGES / 4);
    await upstream.faults.set({ kind: 'SERVER_ERROR', api: 'SUB_CUSTOMERS' });
    await failed;
    await upstream.faults.clear();
    expect((await counts()).customers).toBeLessThan(CUSTOMERS);

    world.clock.advance(HOUR_MS);
    await stage.sync();
    const all = { customers: CUSTOMERS, ids: CUSTOMERS };
    expect(await counts()).toEqual({ ...all, bindings: CUSTOMERS, accesses: CUSTOMERS });
    const ms = Math.round(performance.now() - began);

    const before = await contents();
    world.clock.advance(HOUR_MS);
    const again = performance.now();
    await stage.syncNow();
    expect(await contents()).toEqual(before);
    const [run] = await rows<Record<string, number>>(`
      select rows_read as "rowsRead", rows_written as "rowsWritten", rows_quarantined as "rowsQuarantined"
      from sync_run where api = 'SUB_CUSTOMERS' order by created_at desc, id desc limit 1`);
    expect(run).toEqual({ rowsRead: CUSTOMERS, rowsWritten: 0, rowsQuarantined: 0 });
    expectQuotaKept(upstream.requests);
    process.stdout.write(
      `${CUSTOMERS} customers: ${ms} ms, again ${Math.round(performance.now() - again)} ms\n`,
    );
  },
  LIMIT_MS,
);
