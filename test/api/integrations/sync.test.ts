import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  openClient,
  UpstreamAccountEntity,
  type UpstreamClient,
} from '../../../server/modules/integrations/index.ts';
import { systemTiming } from '../../../server/platform/clock.ts';
import { type Database, openDatabase } from '../../../server/platform/db/database.ts';
import { AS_OWNER } from '../../../server/platform/db/log-ins.ts';
import { openLog } from '../../../server/platform/log.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { openLimits } from '../../../server/sources/transport/index.ts';
import { openFaultProxy } from '../../kit/fault-proxy.ts';
import { LONG } from '../../kit/sizes.ts';
import {
  startUpstream,
  subCustomer,
  type Timing,
  virtualTiming,
} from '../../kit/upstream/index.ts';
import { type Stage, setStage } from './stage.ts';

const MANY = 230;

let stage: Stage;
beforeAll(async () => {
  stage = await setStage('sync', [
    subCustomer('c0', {
      customer: '东方制造',
      account_name: 'Dongfang_Mfg',
      association_type: '2',
      label: '重点',
      customer_level: 'V3',
      account_managers: [{ account_name: '林晓' }],
      is_frozen: 1,
    }),
    ...Array.from({ length: MANY - 1 }, (_, i) => subCustomer(`c${i + 1}`)),
  ]);
});
afterAll(() => stage?.close());

const rows = (what: string) => stage.world.rows<any>(sql.raw(what));

async function hints(): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: stage.world.db.ownerUrl, options: AS_OWNER });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select key, revision from graphile_worker.jobs where task_identifier = 'sync-feeds' order by key`,
    );
    return rows;
  } finally {
    await client.end();
  }
}

describe('a feed of customers', () => {
  it('binds customers that nobody knew from the day of their association', async () => {
    const asked = await hints();
    expect(asked.length).toBeGreaterThan(0);
    await stage.sync();
    // A sync asks for no further sync.
    expect(await hints()).toEqual(asked);
    const run = {
      ...{ outcome: 'SUCCEEDED', pages: 3, rowsRead: MANY, rowsWritten: MANY, rowsUnchanged: 0 },
      ...{ rowsQuarantined: 0, differences: 0, total: MANY },
    };
    await stage.owner.sees((await stage.feed('id')).id, {
      ...{ status: 'OK', failures: 0, staleSince: null },
      'runs(first: 5)': { nodes: [run] },
    });
    const { customers } = await stage.owner.ask(
      `{ customers(first: 1, filter: { cloudAccounts: ["dongfang_mfg"] }) { nodes { name accessLevel upstreamId level verifiedStatus source tags upstreamFlags
        flags { flag source isStale } accountManager { name } status binding { type origin boundAt performanceFrom } } } }`,
    );
    expect(customers.nodes).toEqual([
      {
        name: '东方制造',
        accessLevel: 'FULL',
        upstreamId: 'c0',
        level: 'V3',
        verifiedStatus: 'VERIFIED',
        source: 'UPSTREAM',
        tags: ['重点'],
        upstreamFlags: ['FROZEN'],
        flags: [{ flag: 'FROZEN', source: 'UPSTREAM', isStale: false }],
        accountManager: { name: '林晓' },
        status: 'BOUND',
        binding: {
          type: 'AGENCY',
          origin: 'UPSTREAM',
          boundAt: '2026-01-05T01:00:00.000Z',
          performanceFrom: '2026-01-05T01:00:00.000Z',
        },
      },
    ]);
    const bound = `select count(*)::int as n from partner_binding where status = 'BOUND'`;
    expect(await rows(bound)).toEqual([{ n: MANY }]);
  });

  it('writes nothing when nothing has changed', async () => {
    const contents = () =>
      rows(`select (select array_agg((c.id, c.updated_at, c.version)) from customer c)::text as customers,
        (select array_agg((b.id, b.updated_at)) from partner_binding b)::text as bindings`);
    const before = await contents();
    stage.world.clock.advance(60_000);
    await stage.syncNow();
    const { runs } = await stage.feed(
      'runs(first: 1) { nodes { outcome rowsWritten rowsUnchanged } }',
    );
    expect(runs.nodes).toEqual([{ outcome: 'SUCCEEDED', rowsWritten: 0, rowsUnchanged: MANY }]);
    expect(await contents()).toEqual(before);
  });

  it('takes over values that only the upstream knows', async () => {
    Object.assign(stage.theirCustomer('c1'), {
      customer: '改名的客户',
      customer_level: 'V5',
      email: 'new@customer.example',
    });
    await stage.syncNow();
    expect(
      await rows(
        `select name, level, contact_mail, contact_on_file, source from customer where upstream_id = 'c1'`,
      ),
    ).toEqual([
      {
        name: '改名的客户',
        level: 'V5',
        contact_mail: 'new@customer.example',
        contact_on_file: true,
        source: 'UPSTREAM',
      },
    ]);
  });

  it('continues after the last page when it was interrupted', async () => {
    const stopping = new AbortController();
    stage.theirs.customers = [
      ...stage.theirs.customers,
      ...Array.from({ length: 200 }, (_, i) => subCustomer(`d${i}`)),
    ];
    await stage.owner.mutate('upstreamFeedSync', { id: (await stage.feed('id')).id });
    stopping.abort();
    // A run that is to stop takes no feed; one that is stopped between pages keeps its place.
    await stage.sync(stopping.signal);
    stage.world.clock.advance(1_000);
    await stage.upstream.faults.set({
      kind: 'SERVER_ERROR',
      status: 400,
      code: 'CBC.0101',
      api: 'SUB_CUSTOMERS',
      times: 1,
    });
    await stage.sync();
    expect(
      await stage.feed(
        'status failures lastErrorCode runs(first: 1) { nodes { outcome errorCode } }',
      ),
    ).toMatchObject({
      failures: 1,
      lastErrorCode: 'CBC.0101',
      runs: { nodes: [{ outcome: 'FAILED', errorCode: 'CBC.0101' }] },
    });
    stage.world.clock.advance(5 * 60_000);
    await stage.sync();
    expect(await stage.feed('status failures')).toEqual({ status: 'OK', failures: 0 });
    expect(
      await rows(`select count(*)::int as n, count(distinct upstream_id)::int as d from customer`),
    ).toEqual([{ n: MANY + 200, d: MANY + 200 }]);
  });

  it('is run by one of two servers only', async () => {
    stage.upstream.requests.length = 0;
    await stage.owner.mutate('upstreamFeedSync', { id: (await stage.feed('id')).id });
    await Promise.all([stage.sync(), stage.sync()]);
    expect(stage.upstream.requests.filter(({ api }) => api === 'SUB_CUSTOMERS')).toHaveLength(5);
  });

  it('deletes nobody who is absent, and lists the binding that has ended upstream', async () => {
    stage.theirs.customers = stage.theirs.customers.filter(
      ({ customer_id }) => customer_id !== 'c2',
    );
    stage.world.clock.advance(60_000);
    await stage.syncNow();
    const { differences } = await stage.owner.ask(
      '{ differences(first: 5) { nodes { id differenceClass status ours theirs customer { upstreamId } binding { status } viewerActions { name enabled } } } }',
    );
    expect(differences.nodes).toMatchObject([
      {
        differenceClass: 'BOUND_HERE_ONLY',
        status: 'OPEN',
        ours: 'ADVISORY',
        theirs: null,
        customer: { upstreamId: 'c2' },
        binding: { status: 'BOUND' },
      },
    ]);
    const [{ id, viewerActions }] = differences.nodes;
    expect(
      viewerActions.filter(({ enabled }: any) => enabled).map(({ name }: any) => name),
    ).toEqual(['keepOurs', 'endBinding']);
    await stage.owner.mutate('differenceEndBinding', { id, reason: '客户已在华为云解除关联' });
    expect(
      await rows(
        `select b.status from partner_binding b join customer c on c.id = b.customer_id where c.upstream_id = 'c2'`,
      ),
    ).toEqual([{ status: 'UNBOUND' }]);
  });
});

describe('the quota of an account', () => {
  const QUOTA = 10;
  const log = openLog('silent');
  const ended: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const end of ended) await end();
  });

  const database = async (url = stage.world.db.url): Promise<Database> => {
    const { ownerUrl } = stage.world.db;
    const db = await openDatabase({ url, ownerUrl, entities: stage.world.domain.entities });
    ended.push(() => db.close());
    return db;
  };
  /** The client of another process: it shares the database and nothing else. */
  async function processOf(
    db: Database,
    timing: Timing,
    url = stage.upstream.url,
  ): Promise<UpstreamClient> {
    const { deps } = stage.world;
    const id = stage.accountId.slice(4);
    const account = await stage.world.system((tx) => tx.get(UpstreamAccountEntity, id));
    const client = openClient(
      { ...deps, db, timing, log },
      { ...account, endpoint: url },
      { limits: openLimits(timing) },
    );
    ended.push(() => client.close());
    return client;
  }
  const call = (client: UpstreamClient) => client.bss.indirectPartners().next();
  const used = async () =>
    await stage.feed('quotaUsed quotaAllowed waitingCalls', 'INDIRECT_PARTNERS');

  it('is kept by two processes together, which use nearly all of it', async () => {
    const { clock } = stage.world;
    clock.advance(3_600_000);
    expect(await used()).toEqual({ quotaUsed: 0, quotaAllowed: 600, waitingCalls: 0 });
    // In real time: only there the processes wait beside each other.
    const upstream = await startUpstream({
      timing: { now: () => Date.now() },
      world: { partners: [stage.theirs], sellers: [] },
    });
    ended.push(() => upstream.close());
    const clients = [
      await processOf(await database(), systemTiming, upstream.url),
      await processOf(await database(), systemTiming, upstream.url),
    ];
    const began = performance.now();
    const calls = Array.from({ length: 35 }, (_, i) => call(clients[i % 2]!));
    await Promise.race(calls);
    // Each process says how many of its calls wait when it asks.
    const [{ waiting }] = await rows(
      `select count(*)::int as waiting from upstream_quota q, jsonb_each(q.usage -> 'waiting') w where (w.value ->> 'count')::int > 0`,
    );
    expect(waiting).toBeGreaterThan(0);
    await Promise.all(calls);
    const seconds = (performance.now() - began) / 1_000;
    expect(upstream.requests.map(({ status }) => status)).toEqual(Array(35).fill(200));
    for (const [second, { length }] of Map.groupBy(upstream.requests, ({ at }) => at))
      expect([second, length <= QUOTA]).toEqual([second, true]);
    // Half of the quota would take 7 s.
    expect(seconds).toBeGreaterThanOrEqual(3);
    expect(seconds).toBeLessThan(LONG ? 6 : 7);
    const { quotaUsed, waitingCalls } = await used();
    // An admission that lapses counts as used.
    expect(quotaUsed).toBeGreaterThanOrEqual(35);
    expect(waitingCalls).toBe(0);
    clock.advance(120_000);
    expect(await used()).toEqual({ quotaUsed: 0, quotaAllowed: 600, waitingCalls: 0 });
  });

  it('is not used without the database that counts it', async () => {
    const network = await openFaultProxy(stage.world.db.url);
    ended.push(() => network.close());
    const db = await database(network.through(stage.world.db.url));
    const client = await processOf(db, virtualTiming(stage.world.clock));
    await network.set({ kind: 'refused' });
    const before = stage.upstream.requests.length;
    await expect(call(client)).rejects.toMatchObject({ kind: 'THROTTLED', code: 'OWN_QUOTA' });
    expect(stage.upstream.requests).toHaveLength(before);
  });
});
