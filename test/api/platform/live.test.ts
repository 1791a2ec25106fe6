import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-sse';
import {
  cutEvents,
  type Follower,
  type Live,
  nameOf,
  openLive,
  readStream,
  type Stream,
} from '../../kit/live.ts';
import { type Caller, type Organization, openWorld, type World } from '../../kit/world.ts';
import { customerOf, invited, partnerOf } from '../bindings/fixtures.ts';

const CLOCKS =
  'subscription { deadlineChanged { subjectType subjectId deadlines { label event dueAt } } }';
const PLAIN_QUERY = '{ viewer { name } }';
const MINUTE = 60_000;

let world: World;
let live: Live;
let partner: Organization;
let other: Organization;
let manager: Caller;
let rival: Caller;
/** An instant since which the server hears every event. */
let listening: number;
const open: Stream[] = [];

beforeAll(async () => {
  world = await openWorld('live');
  live = await openLive(world, [CLOCKS, PLAIN_QUERY]);
  partner = await partnerOf(world, '云帆科技');
  other = await partnerOf(world, '海川数科');
  manager = await world.member(partner, 'csp.manager', '李明');
  rival = await world.member(other, 'csp.manager', '周航');
  const first = await (await live.as(manager)).follow(CLOCKS);
  listening = performance.now();
  first.leave();
});
afterAll(async () => {
  await live.close();
  await world.close();
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.leave();
});

async function follow(who: Follower, document = CLOCKS): Promise<Stream> {
  const stream = await who.follow(document);
  open.push(stream);
  expect(stream.status).toBe(200);
  return stream;
}

const invite = async (by: Caller, org: Organization, name: string): Promise<string> =>
  (await invited(world, by, await customerOf(world, name, [org]))).id;

describe('live events', () => {
  it('report deadline changes, and only to viewers who may read them', async () => {
    const rep = await world.member(partner, 'csp.rep', '张伟');
    const mine = await follow(await live.as(manager));
    const theirs = await follow(await live.as(rival));
    const assigned = await follow(await live.as(rep));
    const binding = await invite(manager, partner, '东方制造');
    const { data } = await mine.next();
    expect(data.deadlineChanged).toEqual({
      subjectType: 'PartnerBinding',
      subjectId: binding,
      deadlines: [
        { label: expect.stringContaining('东方制造'), event: 'expire', dueAt: expect.any(String) },
      ],
    });
    // The rival's first event is its own: the earlier ones were not visible to it.
    const own = await invite(rival, other, '西部物流');
    expect((await theirs.next()).data.deadlineChanged.subjectId).toBe(own);
    expect(theirs.text()).not.toContain(binding);
    // Neither customer is assigned to the rep.
    expect(assigned.text()).not.toContain('event: next');
  });

  it('do not report a change that is rolled back', async () => {
    const stream = await follow(await live.as(manager));
    const customerId = await customerOf(world, '未遂客户', [partner]);
    await manager.ask(
      `mutation($input: PartnerBindingInviteInput!) {
        partnerBindingInvite(input: $input, idempotencyKey: "tried", validateOnly: true) { userErrors { code } }
      }`,
      { input: { customerId, mail: 'a@example.com', type: 'ADVISORY' } },
    );
    const binding = await invite(manager, partner, '已遂客户');
    expect((await stream.next()).data.deadlineChanged.subjectId).toBe(binding);
  });

  it('before a subscription are delivered on request, as long as they are stored', async () => {
    const person = await live.as(manager);
    const witness = await follow(person);
    const early = await invite(manager, partner, '订阅之前');
    expect((await witness.next()).data.deadlineChanged.subjectId).toBe(early);
    const token = {
      'x-graphql-event-stream-token': await (await person.request('PUT')).text(),
    };
    const stream = readStream(
      await person.request('GET', undefined, { accept: 'text/event-stream', ...token }),
    );
    open.push(stream);
    const begin = async (operationId: string, ageMs?: number): Promise<string | null> => {
      const body = { documentId: nameOf(CLOCKS), extensions: { operationId } };
      const { status, headers } = await person.request('POST', body, {
        ...token,
        ...(ageMs !== undefined && { 'x-partnergraph-age': `${Math.ceil(ageMs)}` }),
      });
      expect(status).toBe(202);
      return headers.get('x-partnergraph-missed');
    };
    const told = async () => {
      const { id, payload } = await stream.next();
      return [id, payload.data.deadlineChanged.subjectId];
    };
    expect(await begin('silent')).toBeNull();
    expect(await begin('late', 60 * MINUTE)).toBe('1');
    // The age grows while the request is on its way, so it needs a lead, as in the portal.
    expect(await begin('page', performance.now() - listening)).toBeNull();
    let [id, subject] = await told();
    while (subject !== early) [id, subject] = await told();
    expect(id).toBe('page');
    const next = await invite(manager, partner, '订阅之后');
    expect(new Set([await told(), await told(), await told()])).toEqual(
      new Set(['silent', 'late', 'page'].map((id) => [id, next])),
    );
  });

  it('resume after the connection to the database was cut, and the client reads again', async () => {
    const { headers } = await live.as(manager);
    const connected: boolean[] = [];
    const client = createClient({
      url: `${live.url}/graphql/stream`,
      singleConnection: true,
      headers: { ...headers },
      retry: () => pause(20),
      on: { connected: (again) => void connected.push(again) },
    });
    const events = client.iterate<any>({
      query: '',
      extensions: { persistedQuery: { sha256Hash: nameOf(CLOCKS) } },
    });
    const first = events.next();
    while (connected.length === 0) await pause(10);
    const before = await invite(manager, partner, '断线前');
    expect((await first).value.data.deadlineChanged.subjectId).toBe(before);
    const second = events.next();
    await cutEvents(world);
    while (connected.length < 2) await pause(10);
    // The operation arrives shortly after the connection.
    await pause(200);
    const after = await invite(manager, partner, '断线后');
    expect((await second).value.data.deadlineChanged.subjectId).toBe(after);
    expect(connected).toEqual([false, true]);
    client.dispose();
  });

  it('end without a "complete" when events may be missing, so that clients reconnect', async () => {
    const stream = await follow(await live.as(manager));
    await cutEvents(world);
    await stream.ended;
    expect(stream.text()).not.toContain('complete');
  });
});

describe('a stream', () => {
  it('is open to programs too, and ends with the key', async () => {
    const owner = await world.member(partner, 'csp.owner', '王芳');
    const { apiKey, secret } = await owner.mutate(
      'apiKeyCreate',
      { name: '监听', role: 'CSP_MANAGER', scopes: ['READ'] },
      'apiKey { id } secret',
    );
    const program = live.withKey(secret);
    const stream = readStream(
      await program.request('POST', { query: CLOCKS }, { accept: 'text/event-stream' }),
    );
    open.push(stream);
    expect(stream.status).toBe(200);
    const binding = await invite(manager, partner, '程序客户');
    expect((await stream.next()).data.deadlineChanged.subjectId).toBe(binding);
    await owner.mutate('apiKeyRevoke', { id: apiKey.id });
    await stream.ended;
  });

  it('ends as soon as its session does', async () => {
    const person = await world.member(partner, 'csp.manager', '赵敏');
    const stream = await follow(await live.as(person));
    const owner = await world.member(partner, 'csp.owner', '王芳');
    await owner.mutate('memberSuspend', { id: `mem_${person.viewer.memberId}` });
    await stream.ended;
  });

  it('sends nothing more once its organization is suspended', async () => {
    const suspended = await partnerOf(world, '停用科技');
    const person = await world.member(suspended, 'csp.manager', '孙丽');
    const operator = await world.member(await world.organization('OPERATOR', '运营'), 'operator');
    const customer = await customerOf(world, '停用客户', [suspended]);
    const stream = await follow(await live.as(person));
    await operator.mutate('organizationSuspend', { id: `org_${suspended.id}`, reason: '违规' });
    await invited(world, person, customer);
    await stream.ended;
    expect(stream.text()).not.toContain('event: next');
  });

  it('sends nothing more once its session has expired', async () => {
    const stream = await follow(await live.as(manager));
    live.realClock.advance(31 * MINUTE);
    await invite(manager, partner, '过期之后');
    await stream.ended;
    expect(stream.text()).not.toContain('event: next');
  });

  it('does not keep a session alive', async () => {
    const person = await live.as(manager);
    live.realClock.advance(20 * MINUTE);
    await follow(person);
    live.realClock.advance(15 * MINUTE);
    const again = await person.follow(CLOCKS);
    expect(again.status).toBe(401);
  });

  it('is refused above the limit of streams', async () => {
    const person = await live.as(manager);
    const streams = await Promise.all(Array.from({ length: 10 }, () => follow(person)));
    const refused = await person.request(
      'POST',
      { documentId: nameOf(CLOCKS) },
      { accept: 'text/event-stream' },
    );
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10']);
    streams[0]!.leave();
    await streams[0]!.ended;
    await pause(100);
    await follow(person);
  });

  it('carries no queries, and sends nothing to a page of another site', async () => {
    const person = await live.as(manager);
    const status = async (query: string, headers: Record<string, string> = {}): Promise<number> =>
      (
        await person.request(
          'POST',
          { documentId: nameOf(query) },
          { accept: 'text/event-stream', ...headers },
        )
      ).status;
    expect(await status(PLAIN_QUERY)).toBe(400);
    expect(await status(CLOCKS, { 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await status('subscription { nothingOfTheKind }')).toBe(400);
    const nobody = live.withKey('pg_live_00000000_nothing');
    expect((await nobody.follow(CLOCKS)).status).toBe(401);
  });

  it("belongs to its viewer: another viewer's token opens nothing", async () => {
    const mine = await live.as(manager);
    const reserved = await mine.request('PUT');
    expect(reserved.status).toBe(201);
    const token = { 'x-graphql-event-stream-token': await reserved.text() };
    const theirs = await live.as(rival);
    const body = { documentId: nameOf(CLOCKS), extensions: { operationId: 'a' } };
    const accept = { accept: 'text/event-stream' };
    expect((await theirs.request('GET', undefined, { ...accept, ...token })).status).toBe(404);
    expect((await theirs.request('POST', body, token)).status).toBe(404);
    const stream = readStream(await mine.request('GET', undefined, { ...accept, ...token }));
    open.push(stream);
    expect((await mine.request('POST', body, token)).status).toBe(202);
    expect((await mine.request('POST', body, token)).status).toBe(409);
    const binding = await invite(manager, partner, '令牌客户');
    expect(await stream.next()).toMatchObject({
      id: 'a',
      payload: { data: { deadlineChanged: { subjectId: binding } } },
    });
  });

  it('ends at once when the server stops, and asks its reader to reconnect', async () => {
    const server = await openLive(world, [CLOCKS]);
    const stream = await (await server.as(manager)).follow(CLOCKS);
    const stopped = server.close();
    await stream.ended;
    expect(stream.text()).not.toContain('complete');
    await stopped;
  });

  it('frees its place when its reader leaves', async () => {
    const person = await live.as(manager);
    for (let round = 0; round < 30; round += 1) {
      const stream = await follow(person);
      stream.leave();
      await stream.ended;
      await pause(20);
    }
  });
});
