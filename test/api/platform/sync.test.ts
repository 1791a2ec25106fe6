import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { ROOT } from '../../kit/launcher.ts';
import { openProduct, type Product } from '../../kit/product.ts';
import { sizes } from '../../kit/sizes.ts';
import { pick, type Random, seeded } from '../../policy/fixtures/attacks.ts';
import { customerOf } from '../bindings/fixtures.ts';
import { draftOf, type Stage, saved, setStage } from '../discounts/stage.ts';
import { ordered } from '../orders/deals.ts';

const SEED = Number(process.env.TEST_SEED ?? 20_260_302);
const RECORDS = 30;
const MORE_ATTEMPTS = 4;

let product: Product;
let stage: Stage;
let key: string;
let folder: string;
const customers: string[] = [];
const drafts: string[] = [];
const random = seeded(SEED);

beforeAll(async () => {
  product = await openProduct();
  stage = await setStage(product.world);
  folder = await mkdtemp(join(tmpdir(), 'sync-'));
  const owner = await product.world.member(stage.partner, 'csp.owner');
  const input = { name: 'sync', role: 'CSP_MANAGER', scopes: ['READ'] };
  key = (await owner.mutate('apiKeyCreate', input, 'secret')).secret;
  for (let i = 0; i < RECORDS; i++) {
    customers.push(await customerOf(product.world, `客户 ${i}`, [stage.partner]));
    drafts.push(await saved(stage));
    await ordered(stage);
  }
});
afterAll(async () => {
  await product?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const start = (store: string): ChildProcess =>
  spawn(
    process.execPath,
    ['--no-warnings', join(ROOT, 'test/api/platform/sync-tool.mjs'), product.url, key, store],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );

/** Runs the tool to its end; returns the number of rows that it read. */
async function run(store: string): Promise<number> {
  const tool = start(store);
  const [output, [code]] = await Promise.all([text(tool.stdout!), once(tool, 'exit')]);
  expect(code).toBe(0);
  return Number(output);
}

/** Kills the tool after a time. Returns whether it was still at work. */
async function interrupted(store: string, ms: number): Promise<boolean> {
  const tool = start(store);
  const ended = once(tool, 'exit');
  await Promise.race([sleep(ms), ended]);
  tool.kill('SIGKILL');
  const [, signal] = await ended;
  return signal === 'SIGKILL';
}

/** Changes that commit some time after their statements, in any order. */
async function slowly(random: Random): Promise<void> {
  await product.world.system(async (tx) => {
    const share = random();
    await tx.rows(
      sql`update customer_order set version = version + 1 where abs(hashtext(id::text)) % 7 = ${Math.floor(share * 7)}`,
    );
    await tx.rows(sql`update order_line set supervision = case supervision when 'NOT_APPLICABLE' then 'IN_PROGRESS' else 'NOT_APPLICABLE' end
      where abs(hashtext(id::text)) % 5 = ${Math.floor(share * 5)}`);
    await tx.rows(sql`update customer_access set level = case level when 'NAME' then 'FULL' else 'NAME' end
      where customer_id = ${pick(random, customers)!.slice(4)}`);
    await sleep(share * 120);
  });
}

const WRITES: readonly ((random: Random) => Promise<unknown>)[] = [
  slowly,
  slowly,
  (random) =>
    stage.manager.mutate('customerSetTags', {
      id: pick(random, customers),
      tags: [`tag ${Math.floor(random() * 1_000)}`],
    }),
  (random) => {
    const { name, lines, validFrom, validUntil } = draftOf(stage);
    const input = { name, lines, validFrom, validUntil, note: `note ${random()}` };
    return stage.manager.mutate('exclusiveDiscountUpdate', { id: pick(random, drafts), ...input });
  },
  async () => drafts.push(await saved(stage)),
  () => ordered(stage),
];

/** Writes until `signal` ends. Returns the number of transactions. */
async function write(seed: number, signal: AbortSignal): Promise<number> {
  const random = seeded(seed);
  let count = 0;
  for (; !signal.aborted; count++) {
    // Two writers may choose one draft; the loser is refused and has changed nothing.
    await pick(random, WRITES)!(random).catch(() => undefined);
    await sleep(random() * 20);
  }
  return count;
}

interface Listed {
  readonly list: string;
  readonly record: string;
}
const byList = (records: readonly Listed[]): Record<string, string[]> =>
  Object.fromEntries(
    [...Map.groupBy(records, ({ list }) => list)].map(([list, own]) => [
      list,
      own.map(({ record }) => record).sort(),
    ]),
  );

/** The records in the store of a tool. */
function copyIn(file: string): Record<string, string[]> {
  const store = new DatabaseSync(file);
  const rows = store.prepare('select list, value from record').all();
  store.close();
  return byList(
    rows.map(({ list, value }) => {
      const { id, status, updatedAt, tags, note, supervision, lines } = JSON.parse(String(value));
      const record = [
        id,
        status,
        updatedAt,
        tags ?? note ?? supervision ?? null,
        lines?.length ?? null,
      ];
      return { list: String(list), record: JSON.stringify(record) };
    }),
  );
}

/** The same records of the source. */
async function source(): Promise<Record<string, string[]>> {
  const own = stage.partner.id;
  const found = await product.world.rows<{ list: string; value: unknown[] }>(sql`
    select 'customers' as list, json_build_array('cus_' || a.customer_id, a.status, a.updated_at, a.tags, null) as value
    from customer_access a where a.org_id = ${own} and a.until is null
    union all select 'exclusiveDiscounts', json_build_array('dsc_' || d.id, d.status, d.updated_at, d.note,
      (select count(*) from exclusive_discount_line l where l.discount_id = d.id))
    from exclusive_discount d where d.partner_id = ${own}
    union all select 'orders', json_build_array('ord_' || o.id, o.status, o.updated_at, null, null)
    from customer_order o where o.partner_id = ${own}
    union all select 'orderLines', json_build_array('orl_' || l.id, l.status, l.updated_at, l.supervision, null)
    from order_line l where l.partner_id = ${own}`);
  return byList(
    found.map(({ list, value: [id, status, at, ...rest] }) => {
      const updatedAt = new Date(String(at)).toISOString();
      return { list, record: JSON.stringify([id, status, updatedAt, ...rest]) };
    }),
  );
}

/** Runs until a run finds no change. The first runs may end before the last writer's second. */
async function untilQuiet(store: string): Promise<void> {
  for (let runs = 0; (await run(store)) > 0; runs++) expect(runs).toBeLessThan(10);
}

test('a copy is complete after kills at any time, and then reads only changes', async () => {
  const began = performance.now();
  // Records of the last second are hidden while a transaction of that second still runs.
  for (let read = 0, runs = 0; read < 4 * RECORDS; runs++) {
    expect(runs).toBeLessThan(100);
    read += await run(join(folder, 'first'));
  }
  const wholeRun = performance.now() - began;
  const stop = new AbortController();
  const writers = [1, 2, 3].map((n) => write(SEED + n, stop.signal));
  const store = join(folder, 'copy');
  let kills = 0;
  for (let runs = 0; kills < sizes.syncKills; runs++) {
    expect(runs).toBeLessThan(MORE_ATTEMPTS * sizes.syncKills);
    if (await interrupted(store, random() * wholeRun)) kills++;
  }
  stop.abort();
  const written = (await Promise.all(writers)).reduce((sum, count) => sum + count, 0);
  expect(written).toBeGreaterThan(sizes.syncKills);
  await untilQuiet(store);
  expect(copyIn(store)).toEqual(await source());

  await product.world.rows(
    sql`update customer set name = name || '!' where id = any(${`{${customers.slice(0, 2).map((id) => id.slice(4))}}`}::uuid[])`,
  );
  await ordered(stage);
  await sleep(5);
  // Two customers, an order, its line, and the buyer, whose sales of the year changed.
  expect(await run(store)).toBe(5);
  expect(await run(store)).toBe(0);
}, 300_000);
