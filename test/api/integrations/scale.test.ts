import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import pino from 'pino';
import { syncFeeds } from '../../../server/modules/integrations/index.ts';
import { openDatabase } from '../../../server/platform/db/database.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { openFaultProxy } from '../../kit/fault-proxy.ts';
import { sizes } from '../../kit/sizes.ts';
import {
  type Api,
  billDetail,
  customerOrder,
  subCustomer,
  type UpstreamRequest,
  virtualTiming,
} from '../../kit/upstream/index.ts';
import { superuserUrl } from '../../policy/fixtures/dump.ts';
import { listed } from '../discounts/stage.ts';
import { type Stage, setStage } from './stage.ts';

const CUSTOMERS = sizes.upstreamCustomers;
const PAGES = Math.ceil(CUSTOMERS / 100);
const ORDERS = sizes.upstreamOrders;
const QUOTA = 10;
const HOUR_MS = 3_600_000;
const LIMIT_MS = 3 * 3_600_000;

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

/** Waits until the upstream has answered so many more requests of a sync. Fails if it ends before. */
async function answered(requests: number, sync: Promise<unknown>): Promise<void> {
  const goal = stage.upstream.requests.length + requests;
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  void sync.then(end, end);
  while (!isOver && stage.upstream.requests.length < goal) await sleep(1);
  expect(stage.upstream.requests.length).toBeGreaterThanOrEqual(goal);
}

const rows = <R>(query: string): Promise<R[]> => stage.world.rows<R>(sql.raw(query));

async function count(table: string): Promise<number> {
  const [row] = await rows<{ count: number }>(`select count(*)::int as count from ${table}`);
  return row!.count;
}

/** Sums over the contents of all rows of the tables, which take longer than a statement of the product may. */
async function contents(tables: readonly string[]): Promise<unknown[]> {
  const of = (table: string): string =>
    `(select sum(hashtextextended(t::text, 0)) from ${table} t)::text as ${table}`;
  const client = new pg.Client(superuserUrl(stage.world));
  await client.connect();
  try {
    return (await client.query(`select ${tables.map(of).join(', ')}`)).rows;
  } finally {
    await client.end();
  }
}

/**
 * Syncs over three interruptions: a process that stops, one that loses its database, and an API that fails. At each
 * interruption a quarter of the requests has been answered, and `table` has fewer than `total` rows.
 */
async function syncInterrupted(
  requests: number,
  api: Api,
  table: string,
  total: number,
): Promise<void> {
  const { world, upstream } = stage;
  const started = await count(table);
  const expectPart = async (): Promise<void> => expect(await count(table)).toBeLessThan(total);

  // A process that is told to stop: the page in progress is finished.
  const stopping = new AbortController();
  const stopped = stage.sync(stopping.signal);
  await answered(requests / 4, stopped);
  stopping.abort();
  await stopped;
  expect(await count(table)).toBeGreaterThan(started);
  await expectPart();

  // A process whose database connections break: its transaction is lost, and its hold ends with time.
  const network = await openFaultProxy(world.db.url);
  const db = await openDatabase({
    url: network.through(world.db.url),
    ownerUrl: world.db.ownerUrl,
    entities: world.domain.entities,
  });
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
  const killed = syncFeeds({ ...world.deps, db, timing, log })
    .run()
    .catch(() => 'killed');
  await answered(requests / 4, killed);
  await network.set({ kind: 'refused' });
  await Promise.all([killed, over]);
  await db.close();
  await network.close();
  await expectPart();

  world.clock.advance(HOUR_MS);
  const failed = stage.sync();
  await answered(requests / 4, failed);
  await upstream.faults.set({ kind: 'SERVER_ERROR', api });
  await failed;
  await upstream.faults.clear();
  await expectPart();

  world.clock.advance(HOUR_MS);
  await stage.sync();
}

/** Switches all other feeds off: their times to run pass while a long run waits for its quota. */
async function only(...apis: readonly string[]): Promise<void> {
  const feeds = await rows<{ id: string; api: string; status: string }>(
    'select id, api, status from upstream_feed',
  );
  for (const { id, api, status } of feeds) {
    const isOff = status === 'OFF';
    if (apis.includes(api) === isOff)
      await stage.operator.mutate(`upstreamFeedSwitch${isOff ? 'On' : 'Off'}`, { id: `upf_${id}` });
  }
}

/** Requires that a run of the feed reads everything that it must and writes nothing; returns its milliseconds. */
async function expectUnchanged(api: string, read: number, tables: readonly string[]) {
  await only(api);
  const before = await contents(tables);
  stage.world.clock.advance(HOUR_MS);
  const since = stage.world.clock.now().toISOString();
  const began = performance.now();
  await stage.syncNow(api);
  expect(await contents(tables)).toEqual(before);
  // A long run is followed by the next one at once.
  const [run] = await rows<Record<string, number>>(`
    select sum(rows_read)::int as "rowsRead", sum(rows_written)::int as "rowsWritten",
      sum(rows_quarantined)::int as "rowsQuarantined"
    from sync_run where api = '${api}' and created_at >= '${since}'`);
  expect(run).toEqual({ rowsRead: read, rowsWritten: 0, rowsQuarantined: 0 });
  return Math.round(performance.now() - began);
}

/** Requires that no second of any account and API has more calls than its quota. */
function expectQuotaKept(requests: readonly UpstreamRequest[]): void {
  const calls = Map.groupBy(requests, ({ api, accessKeyId, at }) => `${accessKeyId} ${api} ${at}`);
  const most = [...calls].find(([, { length }]) => length > QUOTA);
  expect(most).toBeUndefined();
  expect(requests.filter(({ status }) => status === 429)).toEqual([]);
}

it(
  `${CUSTOMERS} customers arrive once each, over three interruptions; a second sync writes nothing`,
  async () => {
    const began = performance.now();
    await syncInterrupted(PAGES, 'SUB_CUSTOMERS', 'customer', CUSTOMERS);
    expect(await count('customer')).toBe(CUSTOMERS);
    expect(await count('(select distinct upstream_id from customer) ids')).toBe(CUSTOMERS);
    expect(await count("partner_binding where status = 'BOUND'")).toBe(CUSTOMERS);
    expect(await count("customer_access where level = 'FULL'")).toBe(CUSTOMERS);
    const ms = Math.round(performance.now() - began);
    const tables = ['customer', 'partner_binding', 'customer_access', 'difference'];
    const again = await expectUnchanged('SUB_CUSTOMERS', CUSTOMERS, tables);
    expectQuotaKept(stage.upstream.requests);
    process.stdout.write(`${CUSTOMERS} customers: ${ms} ms, again ${again} ms\n`);
  },
  LIMIT_MS,
);

it(
  `${ORDERS} orders and their charges arrive once each, over three interruptions, and agree; a second sync writes nothing`,
  async () => {
    const { world, theirs, upstream } = stage;
    const seller = await world.organization('SELLER', '华芯软件');
    const owner = await world.member(seller, 'seller.manager', '赵敏');
    const { specifications } = await listed(owner, '星云ERP');
    await owner.mutate('specificationAssignSkuCode', { id: specifications[0], skuCode: 'ERP' });
    const first = world.clock.now().getTime();
    const span = 30 * 24 * HOUR_MS;
    world.clock.advance(span + HOUR_MS);
    const sales = Array.from({ length: ORDERS }, (_, i) => ({
      orderId: `CS${i}`,
      customerId: `c${i % CUSTOMERS}`,
      at: new Date(first + Math.floor((span / ORDERS) * i)),
      // Otherwise an order at the end of a month is paid in another month than that of its charge.
      paidAt: new Date(first + Math.floor((span / ORDERS) * i)),
      price: `${9_000 + (i % 1_000)}.${String(i % 100).padStart(2, '0')}`,
    }));
    theirs.orders = Object.freeze(
      sales.map(({ price, ...facts }) =>
        customerOrder({ ...facts, lines: [{ skuCode: 'ERP', listPrice: '12345.67', price }] }),
      ),
    );
    theirs.billDetails = Object.freeze(
      sales.map(({ orderId, ...facts }, i) =>
        billDetail(`b${i}`, { tradeId: orderId, listPrice: '12345.67', ...facts }),
      ),
    );
    const earlier = upstream.requests.length;
    const began = performance.now();
    await only('CUSTOMER_ORDERS', 'BILL_DETAILS');
    await syncInterrupted(ORDERS, 'CUSTOMER_ORDER', 'customer_order', ORDERS);
    expect(await count('customer_order')).toBe(ORDERS);
    expect(await count('(select distinct upstream_order_id from customer_order) ids')).toBe(ORDERS);
    expect(await count('order_line')).toBe(ORDERS);
    expect(await count('upstream_charge')).toBe(ORDERS);
    const ms = Math.round(performance.now() - began);

    const written = ['customer_order', 'order_line', 'upstream_charge', 'customer_consumption'];
    // Charges that came before their orders were differences until this comparison.
    await expectUnchanged('BILL_DETAILS', ORDERS, written);
    expect(await count("difference where status = 'OPEN'")).toBe(0);
    const [sums] = await rows<Record<string, string>>(`
      select (select sum(cash_minor) from order_line)::text as ours, (select sum(cash_minor) from customer_consumption)::text as theirs`);
    expect(sums!.ours).toBe(sums!.theirs);
    // A pass from the start reads each order.
    await world.rows(sql`update upstream_feed set cursor = null where api = 'CUSTOMER_ORDERS'`);
    const again = await expectUnchanged('CUSTOMER_ORDERS', ORDERS, written);
    expectQuotaKept(upstream.requests.slice(earlier));
    process.stdout.write(`${ORDERS} orders and charges: ${ms} ms, again ${again} ms\n`);
  },
  LIMIT_MS,
);
