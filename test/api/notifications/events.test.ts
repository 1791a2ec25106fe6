import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import pg from 'pg';
import { type Sql, sql } from '../../../server/platform/sql/sql.ts';
import { Explainer, statementOf } from '../../bench/explain/statement.ts';
import { denied } from '../../kit/denied.ts';
import { ROOT } from '../../kit/launcher.ts';
import { openProduct, type Product } from '../../kit/product.ts';
import { sizes } from '../../kit/sizes.ts';
import type { Caller } from '../../kit/world.ts';
import { pick, type Random, seeded } from '../../policy/fixtures/attacks.ts';
import { superuserUrl } from '../../policy/fixtures/dump.ts';
import { customerOf, invited, partnerOf } from '../bindings/fixtures.ts';
import { type Stage, saved, setStage, submitted } from '../discounts/stage.ts';

const SEED = Number(process.env.TEST_SEED ?? 20_260_302);
const MORE_ATTEMPTS = 4;
const NODES =
  'nodes { id subjectType subjectId event fromState toState label actorName via recordedAt createdAt }';

let product: Product;
let stage: Stage;
beforeAll(async () => {
  product = await openProduct();
  stage = await setStage(product.world);
});
afterAll(() => product?.close());

async function eventsOf(caller: Caller, filter: object = {}, fields = NODES): Promise<any[]> {
  const nodes: any[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const { events }: any = await caller.ask(
      `query($after: String, $filter: EventFilter) { events(first: 50, after: $after, filter: $filter) { ${fields} pageInfo { hasNextPage endCursor } } }`,
      { after, filter },
    );
    nodes.push(...events.nodes);
    ({ hasNextPage: more, endCursor: after } = events.pageInfo);
  }
  return nodes;
}

/** Reads until the events fulfil a condition: the newest millisecond is hidden. */
async function until<T>(
  read: () => Promise<T>,
  isDone: (found: T) => boolean,
  most = 200,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const found = await read();
    if (isDone(found)) return found;
    expect(attempt).toBeLessThan(most);
    await sleep(5);
  }
}

const names = (nodes: readonly any[]): string[] => nodes.map(({ event }) => event);

/** Ids of events in the order of their recording, read by SQL. */
const recorded = async (where: Sql): Promise<string[]> =>
  (
    await product.world.rows<{ id: string }>(
      sql`select 'evt_' || id as id from domain_event where ${where} order by recorded_at, id`,
    )
  ).map(({ id }) => id);

/** A copy of an event of an object, as a later event of it. The id has no prefix. */
const again = (eventId: string): Sql => sql`
  insert into domain_event (id, created_at, subject_type, subject_id, event, from_state, to_state, subject_version, label, actor_name, actor_side,
    via, request_id, detail, partner_id, seller_id, customer_id)
  select gen_random_uuid(), e.created_at, e.subject_type, e.subject_id, e.event, e.from_state, e.to_state,
    100000 + nextval('customer_event_serial')::int, e.label, e.actor_name, e.actor_side,
    e.via, e.request_id, e.detail, e.partner_id, e.seller_id, e.customer_id
  from domain_event e where e.id = ${eventId}`;

describe('a program follows events', () => {
  it('and sees each state that was entered and left before it asked', async () => {
    const { manager } = stage;
    const { events } = await manager.ask('{ events(last: 1) { pageInfo { endCursor } } }');
    const id = await submitted(stage, { name: '短审' });
    await manager.mutate('exclusiveDiscountWithdraw', { id });
    const ask = async () =>
      (
        await manager.ask(
          `query($after: String) { events(first: 50, after: $after) { ${NODES} } }`,
          { after: events.pageInfo.endCursor },
        )
      ).events.nodes;
    const found = await until(ask, (nodes) => names(nodes).includes('withdraw'));
    expect(names(found)).toEqual(['create', 'submit', 'pass', 'withdraw']);
    const [, submit, pass, withdraw] = found;
    expect(submit).toMatchObject({
      subjectType: 'ExclusiveDiscount',
      subjectId: id,
      fromState: 'DRAFT',
      actorName: '李明',
      via: 'PORTAL',
    });
    expect(pass.fromState).toBe(submit.toState);
    expect(withdraw.fromState).toBe(pass.toState);
    expect(submit.label).toContain('短审');
    // The product's clock shows March; the order is that of the database's clock.
    expect(submit.createdAt).toContain('2026-03-02');
    expect(submit.recordedAt > submit.createdAt).toBe(true);
  });

  it('of a side exactly as its recent activity, without those of other tenants', async () => {
    const { world } = product;
    const { manager, sellerManager, operator, partner } = stage;
    const id = await submitted(stage, { name: '双方' });
    const rival = await world.member(await partnerOf(world, '海川数科'), 'csp.manager');
    await invited(
      world,
      rival,
      await customerOf(world, '西部物流', [{ ...partner, id: rival.viewer.tenantId }]),
    );
    const rep = await world.member(partner, 'csp.rep', '王强');
    const of = (nodes: readonly any[]) => names(nodes.filter(({ subjectId }) => subjectId === id));
    const readAll = (caller: Caller) =>
      until(
        () => eventsOf(caller),
        (nodes) => of(nodes).includes('pass'),
      );
    expect(of(await readAll(manager))).toEqual(['create', 'submit', 'pass']);
    expect(of(await readAll(sellerManager))).toEqual(['submit', 'pass']);
    expect(of(await readAll(operator))).toEqual(['create', 'submit', 'pass']);
    for (const caller of [manager, sellerManager, operator, rival, rep]) {
      const keyOf = (node: any): string =>
        JSON.stringify([node.subjectId, node.event, node.toState]);
      const { recentActivities } = await caller.ask(
        '{ recentActivities(first: 100) { nodes { subjectId event toState } } }',
      );
      expect((await eventsOf(caller)).map(keyOf).sort()).toEqual(
        recentActivities.nodes.map(keyOf).sort(),
      );
    }
    expect((await eventsOf(rival)).length).toBeGreaterThan(0);
    const own = new Set((await eventsOf(rival)).map((node) => node.id));
    expect((await eventsOf(manager)).filter((node) => own.has(node.id))).toEqual([]);
    // A buyer follows its own records in the portal only.
    await denied(stage.buyer.ask('{ events(first: 1) { nodes { id } } }'));
  });

  it('of some types, names and objects, each with the object as it is now', async () => {
    const { manager, bindingId } = stage;
    const id = await saved(stage, { name: '草稿' });
    await until(
      () => eventsOf(manager, { subjectId: [id] }),
      (nodes) => nodes.length === 1,
    );
    const all = await eventsOf(manager);
    const some = (filter: object) => eventsOf(manager, filter);
    expect(await some({ subjectType: ['PartnerBinding'] })).toEqual(
      all.filter(({ subjectType }) => subjectType === 'PartnerBinding'),
    );
    expect(await some({ event: ['create', 'invite'] })).toEqual(
      all.filter(({ event }) => event === 'create' || event === 'invite'),
    );
    const subjects = { subjectId: [id, bindingId] };
    expect(new Set((await some(subjects)).map(({ subjectId }) => subjectId))).toEqual(
      new Set([id, bindingId]),
    );
    const object =
      'nodes { subjectType subjectId subject { __typename id ... on ExclusiveDiscount { status } } }';
    const found = await eventsOf(manager, subjects, object);
    expect(found.length).toBeGreaterThan(3);
    for (const { subjectType, subjectId, subject } of found)
      expect(subject).toMatchObject({ __typename: subjectType, id: subjectId });
    await denied(some({ subjectType: ['Discount'] }), 'BAD_USER_INPUT');
  });

  it('not beyond an event that is still being written', async () => {
    const { world } = product;
    const { manager } = stage;
    const id = await saved(stage, { name: '并行' });
    const later = await saved(stage, { name: '更早提交' });
    const of = async () =>
      (await eventsOf(manager, { subjectId: [id, later] })).map(
        ({ subjectId, event }) => `${subjectId} ${event}`,
      );
    const begun = [`${id} create`, `${later} create`];
    await until(of, ({ length }) => length === 2);
    const [first] = await world.rows<{ id: string }>(
      sql`select id from domain_event where subject_id = ${id.slice(4)}`,
    );
    const written = Promise.withResolvers<void>();
    const commit = Promise.withResolvers<void>();
    const slow = world.system(async (tx) => {
      await tx.rows(again(first!.id));
      written.resolve();
      await commit.promise;
    });
    let seen: string[];
    try {
      await written.promise;
      await manager.mutate('exclusiveDiscountSubmit', { id: later });
      seen = await of();
    } finally {
      commit.resolve();
      await slow;
    }
    // The second of the slow writer may have begun before the last event.
    expect(begun).toEqual(expect.arrayContaining(seen));
    expect(await until(of, ({ length }) => length === 5)).toEqual([
      ...begun,
      `${id} create`,
      `${later} submit`,
      `${later} pass`,
    ]);
  });
});

describe('the program of the guide', () => {
  let folder: string;
  let key: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'events-'));
    const guide = readFileSync(join(ROOT, 'server/decisions/programs.md'), 'utf8');
    const [, source] = /```ts\n([^`]*`[^`]*events\(first: 100[\s\S]*?)```/.exec(guide)!;
    // Small pages, so that kills come between them.
    await writeFile(join(folder, 'follow.mts'), source!.replace('first: 100', 'first: 10'));
    const owner = await product.world.member(stage.partner, 'csp.owner');
    const input = { name: 'events', role: 'CSP_MANAGER', scopes: ['READ'] };
    key = (await owner.mutate('apiKeyCreate', input, 'secret')).secret;
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  function start(store: string): ChildProcess {
    const env = { ...process.env, SERVER: product.url, KEY: key, STORE: store };
    const args = ['--no-warnings', join(folder, 'follow.mts')];
    return spawn(process.execPath, args, { env, stdio: 'inherit' });
  }

  async function run(store: string): Promise<void> {
    const [code] = await once(start(store), 'exit');
    expect(code).toBe(0);
  }

  /** Kills the program after a time. Returns whether it was still at work. */
  async function interrupted(store: string, ms: number): Promise<boolean> {
    const child = start(store);
    const ended = once(child, 'exit');
    await Promise.race([sleep(ms), ended]);
    child.kill('SIGKILL');
    const [code, signal] = await ended;
    expect(code ?? 0).toBe(0);
    return signal === 'SIGKILL';
  }

  const storedIn = (file: string): string[] => {
    const store = new DatabaseSync(file);
    const rows = store.prepare('select id from event order by rowid').all();
    store.close();
    return rows.map(({ id }) => String(id));
  };

  /** Events of two partners that commit some time after their statements, in any order. */
  async function slowly(random: Random, sources: readonly (readonly string[])[]): Promise<void> {
    await product.world.system(async (tx) => {
      for (const ids of sources) {
        await tx.rows(again(pick(random, ids)!.slice(4)));
        await sleep(random() * 60);
      }
    });
  }

  it('has each event of its partner once, in order, after kills at any time', async () => {
    const { partner } = stage;
    const rival = await partnerOf(product.world, '外人科技');
    const foreign = await product.world.member(rival, 'csp.manager');
    await invited(product.world, foreign, await customerOf(product.world, '外部客户', [rival]));
    const eventsOf = (id: string): Promise<string[]> => recorded(sql`partner_id = ${id}`);
    const sources = [await eventsOf(partner.id), await eventsOf(rival.id)];
    const began = performance.now();
    await run(join(folder, 'first.db'));
    const wholeRun = performance.now() - began;
    const stop = new AbortController();
    const write = async (seed: number): Promise<void> => {
      const random = seeded(seed);
      while (!stop.signal.aborted) {
        if (random() < 0.7) await slowly(random, sources);
        else await saved(stage);
        // The reader must be faster than the writers.
        await sleep(random() * 100);
      }
    };
    const writers = [1, 2].map((n) => write(SEED + n));
    const random = seeded(SEED);
    const store = join(folder, 'events.db');
    try {
      for (let kills = 0, runs = 0; kills < sizes.syncKills; runs++) {
        expect(runs).toBeLessThan(MORE_ATTEMPTS * sizes.syncKills);
        if (await interrupted(store, random() * wholeRun)) kills++;
      }
    } finally {
      stop.abort();
      await Promise.all(writers);
    }
    const [all, foreignOnes] = [await eventsOf(partner.id), await eventsOf(rival.id)];
    expect(foreignOnes.length).toBeGreaterThan(sources[1]!.length);
    const stored = await until(
      async () => {
        await run(store);
        return storedIn(store);
      },
      ({ length }) => length >= all.length,
      10,
    );
    expect(stored).toEqual(all);
  }, 300_000);
});

it('reads a page by an index for each side, however long the feed is', async () => {
  const { world } = product;
  const { manager, sellerManager, operator } = stage;
  const id = await submitted(stage, { name: '长流' });
  const client = new pg.Client(superuserUrl(world));
  await client.connect();
  // A quarter of the events is the stage's own.
  const { rowCount } = await client.query(
    `insert into domain_event (id, created_at, subject_type, subject_id, event, to_state, subject_version, label, actor_name, actor_side, via, request_id,
      partner_id, seller_id, customer_id, recorded_at)
    select gen_random_uuid(), e.created_at, e.subject_type, e.subject_id, e.event, e.to_state, 1000000 + n, e.label, e.actor_name, e.actor_side, e.via, e.request_id,
      case when n % 4 = 0 then e.partner_id else gen_random_uuid() end, case when n % 4 = 0 then e.seller_id else gen_random_uuid() end, e.customer_id,
      e.recorded_at - n * interval '1 second'
    from generate_series(1, 20000) n, domain_event e where e.subject_id = $1 and e.event = 'submit'`,
    [id.slice(4)],
  );
  expect(rowCount).toBe(20_000);
  await client.query('vacuum analyze domain_event').finally(() => client.end());
  const explainer = await Explainer.open(world.deps.db.ownerUrl);
  const document = parse(
    `query($after: String) { events(first: 50, after: $after) { ${NODES} pageInfo { hasNextPage endCursor } } }`,
  );
  const read: [string, number][] = [];
  for (const caller of [manager, sellerManager, operator]) {
    const { events } = await caller.ask('{ events(first: 50) { pageInfo { endCursor } } }');
    for (const after of [null, events.pageInfo.endCursor]) {
      const statement = statementOf(world.deps, caller.viewer, document, { after });
      if ('unplanned' in statement) throw new Error(statement.unplanned);
      const blocks = await explainer.blocks(caller.viewer, statement, world.clock.now());
      read.push([`${caller.viewer.role} after ${after}`, blocks]);
    }
  }
  await explainer.close();
  expect(read).toHaveLength(6);
  // The rows of a side in the feed fill about 200 blocks, all rows 800.
  expect(read.filter(([, blocks]) => blocks > 40)).toEqual([]);
});
