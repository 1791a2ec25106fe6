import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import pino from 'pino';
import { syncFeeds } from '../../../server/modules/integrations/index.ts';
import { LONG } from '../../kit/sizes.ts';
import {
  billDetail,
  customerOrder,
  partner,
  startUpstream,
  subCustomer,
  type Upstream,
  virtualTiming,
} from '../../kit/upstream/index.ts';
import { type Caller, openWorld, type World } from '../../kit/world.ts';
import { partnerOf } from '../bindings/fixtures.ts';

const PARTNERS = LONG ? 15 : 3;

interface Planted {
  readonly orgId: string;
  readonly owner: Caller;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Texts that must be found nowhere. */
const markers: string[] = [];
function marker(): string {
  const text = `MARKER${String(markers.length).padStart(2, '0')}kq7zR4vX`;
  markers.push(text);
  return text;
}

let world: World;
let upstream: Upstream;
let operator: Caller;
const planted: Planted[] = [];
const replies: string[] = [];
const lines: string[] = [];
const log = pino(
  { level: 'trace' },
  new Writable({
    write(line, _encoding, done) {
      lines.push(String(line));
      done();
    },
  }),
);

beforeAll(async () => {
  world = await openWorld('credentials');
  operator = await world.member(await world.organization('OPERATOR', '云商店'), 'operator');
  for (let i = 0; i < PARTNERS; i++) {
    const org = await partnerOf(world, `云帆${i}`);
    const owner = await world.member(org, 'csp.owner');
    planted.push({ orgId: org.id, owner, accessKeyId: marker(), secretAccessKey: marker() });
  }
  const at = world.clock.now();
  upstream = await startUpstream({
    timing: virtualTiming(world.clock),
    world: {
      partners: planted.map(({ accessKeyId, secretAccessKey }, i) => {
        const [customerId, orderId] = [`c${i}`, `CS${i}`];
        const price = '5000.00';
        return partner(accessKeyId, secretAccessKey, {
          customers: [subCustomer(customerId), { ...subCustomer(`x${i}`), associated_on: 'never' }],
          orders: [
            customerOrder({
              orderId,
              customerId,
              at,
              lines: [{ skuCode: 'S', listPrice: price, price }],
            }),
          ],
          billDetails: [billDetail(`b${i}`, { customerId, tradeId: orderId, at, price })],
        });
      }),
      sellers: [],
    },
  });
  for (const one of planted) {
    const { accessKeyId, secretAccessKey } = one;
    await send(operator, 'upstreamAccountConnect', {
      organizationId: `org_${one.orgId}`,
      system: 'HUAWEI_BSS',
      endpoint: upstream.url,
      accessKeyId,
      secretAccessKey,
    });
  }
}, 300_000);
afterAll(async () => {
  await upstream?.close();
  await world?.close();
});

/** Sends a mutation and keeps its whole reply, errors included. */
async function send(caller: Caller, name: string, input: Record<string, unknown>): Promise<string> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const result = await caller.run(
    `mutation($input: ${type}, $key: ID!) { ${name}(input: $input, idempotencyKey: $key) {
      upstreamAccount { id accessKeyId endpoint status } userErrors { code message field params { key value } } } }`,
    { input, key: `key-${replies.length}` },
  );
  replies.push(JSON.stringify(result));
  return replies.at(-1)!;
}

async function sync(): Promise<void> {
  const timing = virtualTiming(world.clock);
  await syncFeeds({ ...world.deps, timing, log }).run();
  world.clock.advance(3_600_000);
}

/** Every row of every table, also of those outside of the product's own schema, as its superuser sees it. */
async function dump(): Promise<string> {
  const url = new URL(
    process.env.TEST_DATABASE ? JSON.parse(process.env.TEST_DATABASE).superuserUrl : '',
  );
  url.pathname = new URL(world.db.url).pathname;
  const client = new pg.Client(url.href);
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    expect(tables.length).toBeGreaterThan(50);
    const texts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(
        `select t::text as text from ${name} t`,
      );
      texts.push(...rows.map(({ text }) => text));
    }
    return texts.join('\n');
  } finally {
    await client.end();
  }
}

const READ = `{
  upstreamAccounts(first: 50) { nodes { id accessKeyId endpoint domainId status feeds(first: 20) {
    nodes { api status lastErrorCode lastErrorRequestId runs(first: 20) { nodes { outcome errorCode errorRequestId } } } } } }
  quarantinedRows(first: 50) { nodes { id api raw problemCode problemPath } }
  differences(first: 50) { nodes { id field ours theirs } }
}`;

it('appear in no log, reply, error or row, in whatever way calls fail', async () => {
  await sync();
  for (const kind of ['SERVER_ERROR', 'BUSINESS_ERROR_IN_200', 'MALFORMED', 'RESET'] as const) {
    await upstream.faults.set({ kind, echo: true });
    await sync();
    await upstream.faults.clear();
  }
  // Rotated to a pair that the upstream does not know, and commands with input of a wrong shape.
  const [first, second] = planted as [Planted, Planted];
  const { upstreamAccounts } = await first.owner.ask(
    '{ upstreamAccounts(first: 1) { nodes { id } } }',
  );
  const account = upstreamAccounts.nodes[0].id;
  const system = 'HUAWEI_BSS';
  const refused = [
    await send(first.owner, 'upstreamAccountRotate', {
      id: account,
      accessKeyId: `${marker()} with a space`,
      secretAccessKey: marker(),
    }),
    await send(second.owner, 'upstreamAccountRotate', {
      id: account,
      accessKeyId: marker(),
      secretAccessKey: marker(),
    }),
    await send(second.owner, 'upstreamAccountConnect', {
      system,
      accessKeyId: marker(),
      secretAccessKey: marker(),
    }),
    await send(first.owner, 'upstreamAccountConnect', {
      system: 'KOOGALLERY',
      accessKeyId: marker(),
      secretAccessKey: marker().repeat(40),
    }),
  ];
  for (const reply of refused) expect(reply).toMatch(/"code":"\w+"/);
  await send(first.owner, 'upstreamAccountRotate', {
    id: account,
    accessKeyId: marker(),
    secretAccessKey: marker(),
  });
  await sync();

  for (const caller of [operator, ...planted.map(({ owner }) => owner)])
    replies.push(JSON.stringify(await caller.run(READ)));
  const places = { log: lines.join('\n'), replies: replies.join('\n'), dump: await dump() };
  expect(markers).toHaveLength(2 * PARTNERS + 10);
  expect(lines.length).toBeGreaterThan(6 * PARTNERS);
  expect(places.dump).toContain('APIG.0301');
  for (const [place, text] of Object.entries(places))
    expect([place, markers.filter((one) => isIn(text, one))]).toEqual([place, []]);
}, 300_000);

/** Whether a text holds a marker, plain or encoded. */
function isIn(text: string, one: string): boolean {
  const hex = Buffer.from(one).toString('hex');
  // A shorter part, so that its neighbours do not matter.
  const base64 = Buffer.from(`${one}..`).toString('base64').slice(0, 16);
  return [one, hex, base64].some((form) => text.includes(form));
}

it('read the customers and orders of their own partner only', () => {
  const own = new Map(planted.map(({ accessKeyId }, i) => [accessKeyId, String(i)]));
  const asked = upstream.requests.filter(({ accessKeyId }) => own.has(accessKeyId));
  expect(new Set(asked.map(({ accessKeyId }) => accessKeyId)).size).toBe(PARTNERS);
  for (const { accessKeyId, parameters } of asked)
    for (const id of [parameters.customer_id, parameters.order_id])
      if (id) expect(String(id)).toMatch(new RegExp(`^(c|x|CS)${own.get(accessKeyId)}$`));
});

it('show each partner the customers of its own account', async () => {
  for (const [i, { owner }] of planted.entries()) {
    const { customers } = await owner.ask('{ customers(first: 10) { nodes { upstreamId } } }');
    expect(customers.nodes).toEqual([{ upstreamId: `c${i}` }]);
  }
});
