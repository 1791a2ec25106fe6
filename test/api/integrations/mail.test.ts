import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type App, createApp } from '../../../server/app.ts';
import { setAccess, upsertCustomerUsers } from '../../../server/modules/customers/index.ts';
import { createApiKey } from '../../../server/modules/identity/index.ts';
import { plannedReads } from '../../../server/platform/api/planned.ts';
import { systemTiming, type Timing } from '../../../server/platform/clock.ts';
import { readEnv } from '../../../server/platform/env.ts';
import { openLog } from '../../../server/platform/log.ts';
import { PolicyValueEntity } from '../../../server/platform/rules/policy.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { LONG } from '../../kit/sizes.ts';
import { seller, startUpstream, type Upstream } from '../../kit/upstream/index.ts';
import { type Caller, type Organization, openWorld, type World } from '../../kit/world.ts';
import { customerOf, partnerOf } from '../bindings/fixtures.ts';

const USERS = 120;
const HOUR = 3_600_000;
/** The short suite allows for a busy machine. */
const PARTIAL_MS = LONG ? 2_500 : 6_000;

let offset = 0;
const timing: Timing = {
  now: () => systemTiming.now() + offset,
  sleep: systemTiming.sleep,
};
const log = openLog('silent');

let world: World;
let upstream: Upstream;
let partner: Organization;
let shop: Organization;
let owner: Caller;
let operator: Caller;
let account: string;
const customers: string[] = [];
const apps: App[] = [];
let key: string;

beforeAll(async () => {
  world = await openWorld('enterprise mail');
  Object.assign(world.deps, { timing, log });
  const mails = Object.fromEntries(
    Array.from({ length: USERS }, (_, i) => [`u-${i}`, `u${i}@corp.example`]),
  );
  delete mails['u-1'];
  upstream = await startUpstream({
    timing,
    world: { partners: [], sellers: [seller('SELLERAK', 'SELLERSK', { mails })] },
  });
  partner = await partnerOf(world, '云帆科技');
  shop = await world.organization('SELLER', '深蓝软件');
  owner = await world.member(partner, 'csp.owner');
  operator = await world.member(await world.organization('OPERATOR', '运营'), 'operator');
  account = (
    await operator.mutate('upstreamAccountConnect', {
      organizationId: `org_${shop.id}`,
      system: 'KOOGALLERY',
      endpoint: upstream.url,
      accessKeyId: 'SELLERAK',
      secretAccessKey: 'SELLERSK',
    })
  ).id;
  for (const name of ['东方制造', '南海物流', '西山医药']) {
    const id = await customerOf(world, name, [partner]);
    customers.push(id);
    await world.system(async (tx) => {
      const customerId = id.slice(4);
      await setAccess(tx, { customerId, orgId: partner.id, level: 'FULL' });
      const users = Array.from({ length: USERS }, (_, i) => ({
        externalId: `u-${i}`,
        name: `用户${i}`,
      }));
      await upsertCustomerUsers(tx, customerId, users, shop.id);
    });
  }
  key = await world.system((tx) =>
    createApiKey(tx, tx.viewer, tx.now, {
      id: tx.newId(),
      orgId: partner.id,
      name: 'program',
      role: 'csp.owner',
      scopes: ['read', 'write'],
      expiresAt: null,
    }),
  );
  for (const plugins of [[plannedReads(log)], []]) {
    const env = readEnv({ PORT: '0', DATA_DIR: '.data/test', SECRET_KEY: 's'.repeat(32) });
    apps.push(await createApp({ env, db: world.db, clock: world.clock, log, timing, plugins }));
  }
});
afterAll(async () => {
  await Promise.all(apps.map((app) => app.fastify.close()));
  await upstream?.close();
  await world?.close();
});
afterEach(async () => {
  await upstream.faults.clear();
  // An open circuit closes after this time.
  offset += HOUR;
});

const allow = (value: '0' | '1'): Promise<void> =>
  world.system(async (tx) => {
    world.clock.advance(1_000);
    tx.insert(PolicyValueEntity, {
      id: tx.newId(),
      createdAt: world.clock.now(),
      key: 'upstream.enterprise-mail',
      value,
      effectiveFrom: world.clock.now(),
      setBy: '运营',
      reason: '试用',
    });
  });

const USERS_OF = `query($id: ID!, $first: Int!) { customer(by: { id: $id }) { name
  users(first: $first) { nodes { externalId name mail { address syncedAt } } } } }`;

/** The answer of two apps, which must agree: the first plans, the second resolves. */
async function both(query: string, variables: Record<string, unknown>) {
  const answers = await Promise.all(
    apps.map(async (app) => {
      const began = performance.now();
      const { headers, ...response } = await app.fastify.inject({
        method: 'POST',
        url: '/graphql',
        headers: { authorization: `Bearer ${key}` },
        payload: { query, variables },
      });
      expect(response.statusCode).toBe(200);
      const { data, errors = [] } = response.json();
      const ms = performance.now() - began;
      return { plan: headers['x-partnergraph-plan'], data, errors, ms };
    }),
  );
  const [planned, resolved] = answers as [(typeof answers)[0], (typeof answers)[0]];
  expect([planned.plan, planned.data ? [] : planned.errors]).toEqual(['planned', []]);
  expect(resolved.plan).toBeUndefined();
  const placed = (errors: any[]) =>
    errors.map(({ path, extensions: { code } }) => ({ path: path.join('.'), code }));
  expect(placed(planned.errors)).toEqual(placed(resolved.errors));
  expect(planned.data).toEqual(resolved.data);
  return planned;
}

const asked = (): number[] =>
  upstream.requests
    .filter(({ status }) => status === 200)
    .map(({ parameters }) => (parameters.user_id as string[]).length);

describe('enterprise mail', () => {
  it('is neither asked nor shown while the policy is off', async () => {
    const { customer } = await owner.ask(USERS_OF, { id: customers[0], first: 2 });
    expect(customer.users.nodes).toEqual([
      { externalId: 'u-0', name: '用户0', mail: null },
      { externalId: 'u-1', name: '用户1', mail: null },
    ]);
    expect(upstream.requests).toEqual([]);
    await allow('1');
  });

  it('is asked in one call for a list, null for an unknown id, and stored', async () => {
    const { customer } = await owner.ask(USERS_OF, { id: customers[0], first: 100 });
    const syncedAt = world.clock.now().toISOString();
    const byId = new Map(customer.users.nodes.map((user: any) => [user.externalId, user.mail]));
    expect(byId.get('u-0')).toEqual({ address: 'u0@corp.example', syncedAt });
    expect(byId.get('u-1')).toBeNull();
    // A story may run a query by both executions.
    expect(new Set(asked())).toEqual(new Set([100]));
    const [stored] = await world.rows<{ known: number; unknown: number }>(sql`
      select count(mail)::int as known, count(*) filter (where mail is null and mail_synced_at is not null)::int as unknown
      from customer_user where customer_id = ${customers[0]!.slice(4)}`);
    expect(stored).toEqual({ known: 99, unknown: 1 });
  });

  it('takes several calls for more than 200 ids', async () => {
    upstream.requests.length = 0;
    const { data, errors } = await both(
      `{ customers(first: 3) { nodes { users(first: 100) { nodes { mail { address } } } } } }`,
      {},
    );
    expect(errors).toEqual([]);
    expect(data.customers.nodes).toHaveLength(3);
    expect(
      upstream.requests.every(({ parameters }) => (parameters.user_id as string[]).length <= 200),
    ).toBe(true);
    expect(upstream.requests).toHaveLength(4);
  });

  it('answers within two seconds when the upstream does not, with the last known address and its age', async () => {
    world.clock.advance(HOUR);
    const [, second] = customers;
    await world.system((tx) =>
      upsertCustomerUsers(tx, second!.slice(4), [{ externalId: 'new', name: '新人' }], shop.id),
    );
    await upstream.faults.set({ kind: 'BLACK_HOLE' });
    const { data, errors, ms } = await both(
      `query($id: ID!) { viewer { name } first: customer(by: { id: $id }) { name u: users(first: 2) { edges { node { m: mail { address } } } } }
        second: customer(by: { id: "${second}" }) { users(first: 1) { nodes { externalId mail { address } } } } }`,
      { id: customers[0] },
    );
    expect(ms).toBeLessThan(PARTIAL_MS);
    expect(data.viewer.name).toBe('program');
    expect(data.first).toEqual({
      name: '东方制造',
      u: { edges: [{ node: { m: { address: 'u0@corp.example' } } }, { node: { m: null } }] },
    });
    expect(data.second.users.nodes).toEqual([{ externalId: 'new', mail: null }]);
    expect(errors.map(({ path }: any) => path.join('.'))).toEqual([
      'first.u.edges.0.node.m',
      'first.u.edges.1.node.m',
      'second.users.nodes.0.mail',
    ]);
    expect(errors[0].extensions).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      ageSeconds: 3_600,
      asOf: new Date(world.clock.now().getTime() - HOUR).toISOString(),
    });
    expect(errors[2].extensions).toMatchObject({ asOf: null, ageSeconds: null });
  });

  it.each([
    'RESET',
    'SERVER_ERROR',
    'MALFORMED',
    'TRUNCATED',
    'THROTTLED',
    'BUSINESS_ERROR_IN_200',
    'REFUSED',
  ] as const)('answers without it on %s, and with it afterwards', async (kind) => {
    await upstream.faults.set({ kind });
    const { data, errors } = await both(USERS_OF, { id: customers[0], first: 1 });
    expect(data.customer.users.nodes[0].mail.address).toBe('u0@corp.example');
    expect(errors).toHaveLength(1);
    expect(JSON.stringify(errors)).not.toMatch(/SELLER|127\.0\.0\.1/);
    await upstream.faults.clear();
    expect((await both(USERS_OF, { id: customers[0], first: 1 })).errors).toEqual([]);
  });

  it('does not hold up a command', async () => {
    await upstream.faults.set({ kind: 'BLACK_HOLE' });
    const { errors, data } = await owner.run(
      `mutation($input: CustomerSetTagsInput!) { customerSetTags(input: $input) {
        customer { tags users(first: 1) { nodes { mail { address } } } } userErrors { code } } }`,
      { input: { id: customers[0], tags: ['重点'] } },
    );
    expect(data!.customerSetTags).toMatchObject({
      customer: { tags: ['重点'], users: { nodes: [{ mail: { address: 'u0@corp.example' } }] } },
      userErrors: [],
    });
    expect(errors?.map(({ path }) => path?.join('.'))).toEqual([
      'customerSetTags.customer.users.nodes.0.mail',
    ]);
  });

  it('asks nothing with an account that is paused', async () => {
    upstream.requests.length = 0;
    await operator.mutate('upstreamAccountPause', { id: account });
    const { data, errors } = await both(USERS_OF, { id: customers[0], first: 1 });
    expect(data.customer.users.nodes[0].mail.address).toBe('u0@corp.example');
    expect(errors).toEqual([]);
    expect(upstream.requests).toEqual([]);
    await operator.mutate('upstreamAccountResume', { id: account });
  });

  it('is hidden from partners without full access and from unassigned representatives', async () => {
    const rep = await world.member(partner, 'csp.rep');
    const other = await world.member(await partnerOf(world, '别家'), 'csp.owner');
    const known = await customerOf(world, '北辰能源', [partner]);
    await world.system((tx) =>
      upsertCustomerUsers(tx, known.slice(4), [{ externalId: 'u-0' }], shop.id),
    );
    const { customer } = await owner.ask(USERS_OF, { id: known, first: 5 });
    expect(customer.users.nodes).toEqual([]);
    for (const caller of [rep, other])
      expect((await caller.ask(USERS_OF, { id: customers[0], first: 5 })).customer).toBeNull();
    const seen = await operator.ask(USERS_OF, { id: known, first: 5 });
    expect(seen.customer.users.nodes).toHaveLength(1);
  });
});

describe('users of a customer', () => {
  const record = (users: Parameters<typeof upsertCustomerUsers>[2]): Promise<number> =>
    world.system((tx) => upsertCustomerUsers(tx, customers[2]!.slice(4), users, shop.id));

  it('are found again by their external id, and only a given name changes one', async () => {
    expect(await record([{ externalId: 'a' }, { externalId: 'a', name: '甲' }])).toBe(1);
    expect(await record([{ externalId: 'a' }])).toBe(0);
    expect(await record([{ externalId: 'a', name: '甲' }])).toBe(0);
    expect(await record([{ externalId: 'a', name: '乙' }])).toBe(1);
    expect(await record([{ externalId: '' }, { externalId: 'x'.repeat(201) }])).toBe(0);
    const users = await world.rows(sql`select external_id as id, name from customer_user
      where customer_id = ${customers[2]!.slice(4)} and external_id not like 'u-%'`);
    expect(users).toEqual([{ id: 'a', name: '乙' }]);
  });
});
