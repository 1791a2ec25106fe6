import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { tokens } from '../../../server/platform/secrets.ts';
import { type FreshDatabase, freshDatabase } from '../../kit/db.ts';
import { type FaultProxy, openFaultProxy } from '../../kit/fault-proxy.ts';
import { type ProductProcess, startProduct } from '../../kit/product-process.ts';
import { LONG, sizes } from '../../kit/sizes.ts';

const IN_FLIGHT = 6;
const SECRET = 's'.repeat(43);
/** Two seconds of notice for load balancers, then three at most. */
const STOP_MS = 5_000;

let fresh: FreshDatabase;
let network: FaultProxy;
let product: ProductProcess;
const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });

beforeAll(async () => {
  fresh = await freshDatabase();
  network = await openFaultProxy(fresh.url);
  product = await startProduct({
    url: network.through(fresh.url),
    ownerUrl: network.through(fresh.ownerUrl),
  });
  const client = new pg.Client(fresh.superuserUrl);
  await client.connect();
  await client.query(
    `with org as (insert into organization (id, created_at, kind, name, code, status, version)
       values (gen_random_uuid(), now(), 'PARTNER', '甲', 'O1', 'ACTIVE', 1) returning id)
     insert into api_key (id, created_at, org_id, name, prefix, secret_hash, role, scopes, version)
       select gen_random_uuid(), now(), id, 'k', '00000001', $1, 'csp.owner', '{read,write}', 1 from org`,
    [tokens.hash(SECRET)],
  );
  await client.end();
});
afterAll(async () => {
  agent.destroy();
  await product?.kill();
  await network?.close();
  await fresh?.drop();
});

/** One read on a kept connection. */
function ask(): Promise<{ status: number; connection: string; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number;
    connection: string;
    text: string;
  }>();
  const sent = request(`${product.url}/graphql`, {
    agent,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer pg_live_00000001_${SECRET}`,
    },
  });
  sent.on('error', reject).on('response', (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    response.on('end', () =>
      resolve({
        status: response.statusCode ?? 0,
        connection: String(response.headers.connection),
        text,
      }),
    );
  });
  sent.end(JSON.stringify({ query: '{ members(first: 5) { nodes { id } } }' }));
  return promise;
}

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

const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    if (socket.closed) resolve();
    else socket.once('close', () => resolve());
  });

it(`${sizes.halfOpen} connections that never send a request are closed after a while and delay no other request`, async () => {
  const sockets = await Promise.all(Array.from({ length: sizes.halfOpen }, halfOpen));
  const began = Date.now();
  const gone = Promise.all(sockets.map(closed));
  expect((await ask()).status).toBe(200);
  await gone;
  // With Node's default check every 30 s they could last for 40 s.
  expect(Date.now() - began).toBeLessThan(25_000);
});

it('a stopping server answers requests in flight on kept connections, and ends', async () => {
  const warm = await Promise.all(Array.from({ length: IN_FLIGHT }, ask));
  expect(warm.map(({ connection }) => connection)).toEqual(Array(IN_FLIGHT).fill('keep-alive'));
  const unused = await halfOpen();
  // The answer takes longer than the notice, so that it is in flight when the server closes.
  await network.set({ kind: 'slow', ms: 1_200 });
  const answers = Promise.all(Array.from({ length: IN_FLIGHT }, ask));
  expect((await fetch(`${product.url}/livez`)).status).toBe(200);
  const began = Date.now();
  const stopped = product.stop();
  for (const { status, connection, text } of await answers) {
    expect([status, connection]).toEqual([200, 'close']);
    expect(JSON.parse(text).data.members.nodes).toEqual([]);
  }
  expect(await stopped).toBe(0);
  const took = Date.now() - began;
  process.stdout.write(`stop with ${IN_FLIGHT} requests in flight: ${took} ms, notice included\n`);
  if (LONG) expect(took).toBeLessThan(STOP_MS);
  await closed(unused);
});
