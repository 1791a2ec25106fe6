import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { tokens } from '../../../server/platform/secrets.ts';
import { type FaultProxy, openFaultProxy } from '../../kit/fault-proxy.ts';
import { finish, launch, openFolder, postmasterOf, type Started } from '../../kit/launcher.ts';
import { type ProductProcess, startProduct } from '../../kit/product-process.ts';
import { LONG, sizes } from '../../kit/sizes.ts';

const WRITERS = 6;
const DATABASE_EVERY = 2;
/** Fewer than a partner's limit of open invitations. */
const MOST = 90;
const SECRET = 's'.repeat(43);
const IN_FLIGHT = 6;
/** Two seconds of notice for load balancers, then three at most. */
const STOP_MS = 5_000;

let folder: string;
let cluster: Started;
let network: FaultProxy;
let product: ProductProcess;

async function start(): Promise<void> {
  const { url, ownerUrl } = cluster;
  product = await startProduct({
    url: network.through(url),
    ownerUrl: network.through(ownerUrl),
  });
}

beforeAll(async () => {
  folder = await openFolder();
  cluster = await launch({ dataDir: folder });
  network = await openFaultProxy(cluster.url);
  await start();
});
afterAll(async () => {
  await product?.kill();
  await network?.close();
  if (cluster) await finish(cluster);
  if (folder) await rm(folder, { recursive: true, force: true });
});

async function rows<R extends pg.QueryResultRow>(
  text: string,
  values: unknown[] = [],
): Promise<R[]> {
  const url = new URL(cluster.superuserUrl);
  url.pathname = new URL(cluster.url).pathname;
  const client = new pg.Client(url.href);
  await client.connect();
  try {
    return (await client.query<R>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** A separate partner for each cycle, with an API key. */
async function partnerWithKey(cycle: number): Promise<string> {
  const prefix = cycle.toString(16).padStart(8, '0');
  await rows(
    `with org as (insert into organization (id, created_at, kind, name, code, status, version)
       values (gen_random_uuid(), now(), 'PARTNER', $1, $2, 'ACTIVE', 1) returning id),
     member as (insert into partner (id, created_at, name, search_key, tier, status, joined_at, version)
       select id, now(), $1, $1, 'SOLUTION_PROVIDER', 'ENROLLED', now(), 1 from org)
     insert into api_key (id, created_at, org_id, name, prefix, secret_hash, role, scopes, version)
       select gen_random_uuid(), now(), id, 'k', $3, $4, 'csp.owner', '{read,write}', 1 from org`,
    [`partner ${cycle}`, `P${cycle}`, prefix, tokens.hash(SECRET)],
  );
  return `pg_live_${prefix}_${SECRET}`;
}

/** Sends an operation to the product. */
const post = (
  apiKey: string,
  query: string,
  variables = {},
  signal: AbortSignal | null = null,
): Promise<Response> =>
  fetch(`${product.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ query, variables }),
    signal,
  });

const INVITE = `mutation($input: PartnerBindingInviteInput!, $key: ID!) {
  partnerBindingInvite(input: $input, idempotencyKey: $key) { partnerBinding { id } userErrors { code } } }`;

/** Invites a customer. Returns the binding's id, or null if no answer came. Throws on a refusal. */
async function invite(apiKey: string, name: string): Promise<string | null> {
  const input = {
    prospect: { name, cloudAccount: name },
    mail: `${name}@example.com`,
    type: 'ADVISORY',
  };
  let text: string;
  try {
    const answer = await post(apiKey, INVITE, { input, key: name }, AbortSignal.timeout(10_000));
    text = await answer.text();
    if (answer.status === 503) return null;
  } catch {
    return null;
  }
  const { data, errors } = JSON.parse(text);
  const id = data?.partnerBindingInvite?.partnerBinding?.id;
  if (!id) throw new Error(`${name} was refused: ${text} ${JSON.stringify(errors)}`);
  return id;
}

/** Invites again until an answer comes: a server that lost its connections may still say that it is busy. */
async function inviteAgain(apiKey: string, name: string): Promise<string> {
  for (;;) {
    const id = await invite(apiKey, name);
    if (id) return id;
    await sleep(100);
  }
}

interface Written {
  readonly apiKey: string;
  /** Every name that was tried, with the acknowledged id or null. */
  readonly tried: Map<string, string | null>;
}

/** Writes from several callers until the process is killed at a random moment. */
async function writeUntilKilled(cycle: number, killDatabase: boolean): Promise<Written> {
  const apiKey = await partnerWithKey(cycle);
  const tried = new Map<string, string | null>();
  let dead = false;
  const writer = async (): Promise<void> => {
    while (!dead && tried.size < MOST) {
      const name = `c${cycle}-${tried.size}`;
      tried.set(name, null);
      tried.set(name, await invite(apiKey, name));
    }
  };
  const writers = Array.from({ length: WRITERS }, writer);
  await sleep(300 + ((cycle * 137) % 800));
  // From here on no call begins; running calls are cut off.
  dead = true;
  if (killDatabase) process.kill(postmasterOf(cluster.dataDir), 'SIGKILL');
  await product.kill();
  await Promise.all(writers);
  return { apiKey, tried };
}

/** Starts the killed processes again, like any start. */
async function startAgain(databaseKilled: boolean): Promise<number> {
  if (databaseKilled) {
    await finish(cluster);
    cluster = await launch({ dataDir: folder });
    if (cluster.error) throw new Error(cluster.error);
    await network.close();
    network = await openFaultProxy(cluster.url);
  }
  await start();
  return product.startMs;
}

/** Every acknowledged write exists once. Every other write exists once after a repeat with its key. */
async function check({ apiKey, tried }: Written): Promise<void> {
  for (const [name, acknowledged] of tried) {
    const id = await inviteAgain(apiKey, name);
    expect([name, id]).toEqual([name, acknowledged ?? id]);
    expect([name, await inviteAgain(apiKey, name)]).toEqual([name, id]);
  }
  const found = await rows(
    `select c.cloud_account as name, 'bnd_' || b.id as id,
       (select count(*)::int from partner_binding x where x.customer_id = c.id) as bindings,
       (select count(*)::int from domain_event e where e.subject_id = b.id) as events,
       (select count(*)::int from outbox_message m where m.customer_id = c.id) as mails,
       (select count(*)::int from deadline d where d.subject_id = b.id) as clocks,
       (select count(*)::int from audit_entry a where a.subject_id = b.id::text) as lines,
       (select count(*)::int from idempotency_key k where k.key = c.cloud_account) as keys
     from customer c join partner_binding b on b.customer_id = c.id where c.cloud_account = any($1) order by 1`,
    [[...tried.keys()]],
  );
  expect(found.map(({ name }) => name)).toEqual([...tried.keys()].sort());
  const once = { bindings: 1, events: 1, mails: 1, clocks: 1, lines: 1, keys: 1 };
  for (const row of found)
    expect(row).toMatchObject({ ...once, id: tried.get(row.name) ?? row.id });
}

async function chainIsIntact(apiKey: string): Promise<void> {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
  const answer = await post(apiKey, `{ auditVerification(day: "${day}") { intact } }`);
  expect(await answer.json()).toMatchObject({ data: { auditVerification: { intact: true } } });
}

/** Checks that a new job is done: the queue recovers by itself, at the latest when the lease of its locks ends. */
async function queueWorks(): Promise<void> {
  await rows(`select graphile_worker.add_job('deliver', job_key => 'after-the-cut')`);
  const until = Date.now() + 75_000;
  for (;;) {
    const left = await rows(`select from graphile_worker.jobs where key = 'after-the-cut'`);
    if (left.length === 0) return;
    if (Date.now() > until) throw new Error('The job queue did not start again.');
    await sleep(50);
  }
}

describe('a server whose connections are cut while it writes', () => {
  it('survives, reports at worst that it is busy, and neither loses nor duplicates a write', async () => {
    const apiKey = await partnerWithKey(0);
    const tried = new Map<string, string | null>();
    let over = false;
    const writer = async (): Promise<void> => {
      while (!over && tried.size < MOST) {
        const name = `c0-${tried.size}`;
        tried.set(name, null);
        // Every answer other than success and 503 is a refusal, and throws.
        tried.set(name, await invite(apiKey, name));
      }
    };
    const writers = Array.from({ length: WRITERS }, writer);
    let cut = 0;
    for (let i = 0; i < 20; i++) {
      await sleep(60);
      const [found] = await rows<{ n: number }>(
        `select count(pg_terminate_backend(pid))::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      );
      cut += found!.n;
    }
    over = true;
    await Promise.all(writers);
    expect(cut).toBeGreaterThan(20);
    expect(product.ended()).toBeNull();
    await check({ apiKey, tried });
    await chainIsIntact(apiKey);
    await queueWorks();
  }, 150_000);
});

describe('a server killed while it writes', () => {
  it(
    `neither loses nor duplicates an acknowledged write, ${sizes.kills} times, each second with its database`,
    async () => {
      const starts: number[] = [];
      let acknowledged = 0;
      let unknown = 0;
      for (let cycle = 1; cycle <= sizes.kills; cycle++) {
        const killDatabase = cycle % DATABASE_EVERY === 0;
        const written = await writeUntilKilled(cycle, killDatabase);
        starts.push(await startAgain(killDatabase));
        await check(written);
        await chainIsIntact(written.apiKey);
        const answers = [...written.tried.values()];
        acknowledged += answers.filter((id) => id !== null).length;
        unknown += answers.filter((id) => id === null).length;
      }
      process.stdout.write(
        `kills: ${sizes.kills}, acknowledged ${acknowledged}, settled by a repeat ${unknown}, slowest start ${Math.max(...starts)} ms\n`,
      );
      expect(acknowledged).toBeGreaterThan(0);
      expect(unknown).toBeGreaterThan(0);
    },
    60_000 + sizes.kills * 30_000,
  );
});

/** A connection whose request never ends. Resolves once it is open. */
function halfOpen(): Promise<Socket> {
  const { hostname, port } = new URL(product.url);
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = connect(Number(port), hostname, () => {
    socket.write('POST /graphql HTTP/1.1\r\nhost: localhost\r\nx-slow: ');
    resolve(socket);
  });
  socket.on('error', reject).resume();
  return promise;
}

describe('a server that is stopped', () => {
  it('answers requests in flight on kept connections, and ends', async () => {
    const apiKey = await partnerWithKey(0xffff);
    const ask = async () => {
      const response = await post(apiKey, '{ members(first: 5) { nodes { id } } }');
      return [response.status, response.headers.get('connection'), await response.json()];
    };
    const all = () => Promise.all(Array.from({ length: IN_FLIGHT }, ask));
    const answer = { data: { members: { nodes: [] } } };
    for (const kept of await all()) expect(kept).toMatchObject([200, 'keep-alive', answer]);
    const unused = await halfOpen();
    const closed = once(unused, 'close');
    // The answer takes longer than the notice, so that it is in flight when the server closes.
    await network.set({ kind: 'slow', ms: 1_200 });
    const answers = all();
    expect((await fetch(`${product.url}/livez`)).status).toBe(200);
    const began = Date.now();
    const stopped = product.stop();
    for (const last of await answers) expect(last).toMatchObject([200, 'close', answer]);
    expect(await stopped).toBe(0);
    const took = Date.now() - began;
    process.stdout.write(`stop with ${IN_FLIGHT} requests in flight: ${took} ms\n`);
    if (LONG) expect(took).toBeLessThan(STOP_MS);
    await closed;
  });
});
