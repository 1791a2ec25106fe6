import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Timing } from '../../platform/clock.ts';
import { openLog } from '../../platform/log.ts';
import type { Admissions } from './admission.ts';
import { localAdmissions } from './admission.ts';
import type { UpstreamFailure } from './failure.ts';
import { openLimits } from './limits.ts';
import { Quota } from './quota.ts';
import { openTransport, type Transport, type TransportOptions } from './transport.ts';

/** Time that only sleeping moves. */
class VirtualTime implements Timing {
  at = Date.UTC(2026, 0, 1);
  readonly slept: number[] = [];
  now = (): number => this.at;
  sleep = async (ms: number): Promise<void> => {
    this.slept.push(ms);
    this.at += ms;
  };
}

const dateOf = (at: number): string => new Date(at).toUTCString();

type Reply = (response: ServerResponse, request: IncomingMessage) => void;
const json =
  (status: number, body: unknown, headers = {}): Reply =>
  (response) =>
    response
      .writeHead(status, { 'Content-Type': 'application/json', Date: dateOf(time.at), ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body));

const AK = 'MARKERAK0123456789AB';
const SK = 'MARKERSKabcdefghij0123456789ABCDEFGHIJ01';

let replies: Reply[] = [];
const received: { request: IncomingMessage; body: string }[] = [];
const server = createServer(async (request, response) => {
  received.push({ request, body: await text(request) });
  const reply = replies.length > 1 ? replies.shift()! : replies[0]!;
  reply(response, request);
});
let baseUrl: string;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

let time: VirtualTime;
let admissions: Admissions;
let lines: string[];
const opened: Transport[] = [];
function open(options: Partial<TransportOptions> = {}): Transport {
  const transport = openTransport({
    baseUrl,
    credentials: { accessKeyId: AK, secretAccessKey: SK },
    timing: time,
    admissions,
    log: openLog('debug', { write: (line) => void lines.push(line) }),
    random: () => 0,
    ...options,
  });
  opened.push(transport);
  return transport;
}
beforeEach(() => {
  replies = [json(200, { ok: true })];
  received.length = 0;
  time = new VirtualTime();
  admissions = localAdmissions(time);
  lines = [];
});
afterAll(async () => {
  await Promise.all(opened.map((transport) => transport.close()));
});

const read = { api: 'List', method: 'GET', path: '/v2/list' } as const;
const write = { api: 'Make', method: 'POST', path: '/v2/make', body: {} } as const;

const failure = async (call: Promise<unknown>): Promise<UpstreamFailure> =>
  call.then(
    () => Promise.reject(new Error('The call succeeded')),
    (error: UpstreamFailure) => error,
  );

describe('a call', () => {
  it('sends what it signs', async () => {
    await open().call({ ...read, path: '/v2/a b', query: { z: 1, a: '中' } });
    const { request } = received[0]!;
    expect(request.url).toBe('/v2/a%20b?a=%E4%B8%AD&z=1');
    expect(request.headers['x-sdk-date']).toBe('20260101T000000Z');
    expect(request.headers.authorization).toContain(
      `Access=${AK}, SignedHeaders=content-type;host;x-sdk-date, Signature=`,
    );
  });

  it('keeps the digits of numbers', async () => {
    replies = [json(200, '{"amount":1234567890123456.785,"count":3}')];
    const answer = await open().call(read);
    expect(JSON.stringify(answer)).toBe('{"amount":1234567890123456.785,"count":3}');
  });

  it.each([
    ['CBC.0151', 403, 'REFUSED'],
    ['CBC.0999', 500, 'FAILED'],
    ['CBC.0100', 500, 'REFUSED'],
    ['CBC.5002', 200, 'REFUSED'],
    ['CBC.0999', 200, 'FAILED'],
  ])('reads the code %s with status %s', async (code, status, kind) => {
    replies = [json(status, { error_code: code, error_msg: 'x' }, { 'X-Request-Id': 'r-1' })];
    const error = await failure(open({ patience: { attempts: 1, longestWaitMs: 0 } }).call(read));
    expect(error).toMatchObject({ kind, code, status, requestId: 'r-1', api: 'List' });
  });

  it('accepts the codes of success', async () => {
    replies = [
      json(200, { error_code: 'CBC.0000' }),
      json(200, { resultCode: 'MKT.0000' }),
      json(200, { result_code: '000000' }),
    ];
    const transport = open();
    for (let i = 0; i < 3; i++) await transport.call(read);
  });

  it('says when the key pair itself is refused', async () => {
    replies = [json(401, { error_code: 'APIG.0301' }), json(401, { error_code: 'CBC.0150' })];
    expect((await failure(open().call(read))).rejectsCredentials).toBe(true);
    expect((await failure(open().call(read))).rejectsCredentials).toBe(false);
  });

  it('tells a wrong time from a wrong key', async () => {
    replies = [json(401, { error_code: 'APIG.0301' }, { Date: dateOf(time.at + 16 * 60_000) })];
    expect(await failure(open().call(read))).toMatchObject({
      rejectsTime: true,
      rejectsCredentials: false,
      code: 'APIG.0301',
    });
  });

  it.each<[string, Reply, string]>([
    ['no JSON', json(200, '<html>'), 'MALFORMED'],
    ['a list', json(200, []), 'MALFORMED'],
    ['JSON that ends early', json(200, '{"a":'), 'MALFORMED'],
    ['deep nesting', json(200, `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`), 'MALFORMED'],
    ['wrong encoding', (r) => r.end(Buffer.from([0x7b, 0xff, 0xfe])), 'MALFORMED'],
    [
      'a body that breaks off',
      (r) => r.writeHead(200, { 'Content-Length': 100 }).write('{', () => r.destroy()),
      'MALFORMED',
    ],
    ['a body that is too long', json(200, `{"a":"${'x'.repeat(2_000)}"}`), 'MALFORMED'],
    ['a reset', (r) => r.destroy(), 'UNREACHABLE'],
    ['silence', () => undefined, 'TIMED_OUT'],
    ['a body that stalls', (r) => void r.writeHead(200).write('{'), 'TIMED_OUT'],
    ['a redirect', json(302, '', { Location: 'http://127.0.0.1:1/' }), 'FAILED'],
    ['an error page', json(502, '<html>Bad gateway'), 'FAILED'],
    ['an error page of throttling', json(429, '<html>'), 'THROTTLED'],
  ])('fails on %s', async (_, reply, kind) => {
    replies = [reply];
    const once = { attempts: 1, longestWaitMs: 0 };
    const http = { totalMs: 400, largestAnswer: 1_000_000 };
    const small = { ...http, largestAnswer: 1_000 };
    const transport = open({ patience: once, http: _.includes('too long') ? small : http });
    expect((await failure(transport.call(read))).kind).toBe(kind);
    expect(received).toHaveLength(1);
  });

  it('fails when nothing listens', async () => {
    const transport = open({
      baseUrl: 'http://127.0.0.1:1',
      patience: { attempts: 1, longestWaitMs: 0 },
    });
    expect(await failure(transport.call(read))).toMatchObject({
      kind: 'UNREACHABLE',
      code: 'ECONNREFUSED',
    });
  });

  it('ends when the caller gives up', async () => {
    replies = [() => undefined];
    const error = await failure(open().call({ ...read, signal: AbortSignal.timeout(50) }));
    expect(error.kind).toBe('TIMED_OUT');
    expect(received).toHaveLength(1);
  });
});

describe('repeats', () => {
  const throttled = json(429, { error_code: 'APIG.0308' });

  it('waits 2 to 5 seconds when throttled, then twice as long', async () => {
    replies = [throttled, json(406, { error_code: 'CBC.0250' }), json(200, {})];
    await open({ random: () => 1 }).call(read);
    expect(time.slept).toEqual([5_000, 10_000]);
    replies = [throttled, throttled, json(200, {})];
    time.slept.length = 0;
    await open({ random: () => 0 }).call({ ...write, isQuery: true });
    expect(time.slept).toEqual([2_000, 4_000]);
  });

  it('waits as long as the upstream asks', async () => {
    replies = [json(429, {}, { 'Retry-After': '30' }), json(200, {})];
    await open().call(read);
    expect(time.slept).toEqual([30_000]);
  });

  it('never repeats a write or a refusal', async () => {
    replies = [throttled];
    expect((await failure(open().call(write))).kind).toBe('THROTTLED');
    replies = [json(400, { error_code: 'CBC.0101' })];
    expect((await failure(open().call(read))).kind).toBe('REFUSED');
    expect(received).toHaveLength(2);
  });

  it('gives up after the last attempt', async () => {
    replies = [throttled];
    expect((await failure(open().call(read))).code).toBe('APIG.0308');
    expect(received).toHaveLength(5);
  });
});

/** Requires at most ten of the times in any second. */
function expectQuota(times: readonly number[]): void {
  for (let i = 10; i < times.length; i++)
    expect(times[i]! - times[i - 10]!).toBeGreaterThanOrEqual(1_000);
}

describe('quota', () => {
  it('admits 10 requests in a second for each API and account', async () => {
    const times: number[] = [];
    replies = [
      (response) => {
        times.push(time.at);
        json(200, {})(response, undefined as never);
      },
    ];
    const [first, second] = [open(), open()];
    for (let i = 0; i < 35; i++) await (i % 2 ? first : second).call(read);
    expectQuota(times);
    const last = times.at(-1)!;
    expect(last - times[0]!).toBeLessThanOrEqual(3_300);
    const other = open({ credentials: { accessKeyId: 'OTHER', secretAccessKey: SK } });
    for (let i = 0; i < 10; i++) await other.call(read);
    expect(times.at(-1)!).toBe(last);
  });

  /** Admits calls through the queues of some processes in turn; returns the times at which they may leave. */
  async function admitted(count: number, processes: readonly Quota[], { now }: Timing = time) {
    const times: number[] = [];
    await Promise.all(
      Array.from({ length: count }, async (_, i) => {
        await processes[i % processes.length]!.admit(admissions, 'List');
        times.push(now());
      }),
    );
    return times;
  }

  /** Time in which sleepers wake in the order of their ends, as soon as nothing else happens. */
  function orderedTime(): Timing {
    let at = time.at;
    const sleepers: { readonly end: number; readonly wake: () => void }[] = [];
    const wakeNext = (): void => {
      const next = sleepers.sort((a, b) => a.end - b.end).shift()!;
      at = next.end;
      next.wake();
    };
    return {
      now: () => at,
      sleep: (ms) =>
        new Promise((wake) => {
          sleepers.push({ end: at + ms, wake });
          setImmediate(wakeNext);
        }),
    };
  }

  it('is shared by processes, and used up', async () => {
    const ordered = orderedTime();
    admissions = localAdmissions(ordered);
    const processes = [1, 2, 3].map(() => new Quota(ordered, 10, 'key'));
    const times = await admitted(60, processes, ordered);
    expect(times).toHaveLength(60);
    expectQuota(times);
    // Each ten take a second and a tenth.
    expect(times.at(-1)! - times[0]!).toBeLessThanOrEqual(5 * 1_100 + 100);
  });

  it('is kept by a process that wakes late', async () => {
    const late: Timing = {
      now: time.now,
      // Each wait ends when the process has slept for three seconds.
      sleep: (ms) => time.sleep(Math.max(ms, 3_000)),
    };
    const times = await admitted(35, [new Quota(late, 10, 'key')]);
    expect(times).toHaveLength(35);
    expectQuota(times);
  });

  it.each([400, 3_000])('is kept where the answers of the count come %i ms late', async (ms) => {
    const { take } = admissions;
    admissions = {
      async take(request) {
        const waits = await take(request);
        time.at += ms;
        return waits;
      },
    };
    const times = await admitted(25, [new Quota(time, 10, 'key'), new Quota(time, 10, 'key')]);
    expect(times).toHaveLength(25);
    expectQuota(times);
  });

  it('sends no call that is not counted', async () => {
    admissions = { take: () => Promise.reject(new Error('no database')) };
    const once = { attempts: 1, longestWaitMs: 0 };
    expect(await failure(open({ patience: once }).call(read))).toMatchObject({
      kind: 'THROTTLED',
      code: 'OWN_QUOTA',
    });
    expect(received).toEqual([]);
  });

  it('is not stopped by a clock that is set back', async () => {
    const quota = new Quota(time, 1, 'key');
    await quota.admit(admissions, 'List');
    time.at -= 3_600_000;
    const began = time.at;
    await quota.admit(admissions, 'List');
    expect(time.at - began).toBeLessThanOrEqual(60_000);
  });

  it('passes over a request that was given up', async () => {
    const giving = new AbortController();
    const held = Promise.withResolvers<void>();
    const quota = new Quota({ now: time.now, sleep: () => held.promise }, 1, 'key');
    const admit = (signal?: AbortSignal) => quota.admit(admissions, 'List', signal);
    await admit();
    const given = admit(giving.signal);
    const kept = admit();
    giving.abort(new Error('given up'));
    await expect(given).rejects.toThrow('given up');
    time.at += 1_100;
    held.resolve();
    await kept;
  });

  it('gives up when the caller does', async () => {
    const timing: Timing = { now: time.now, sleep: (_, signal) => Promise.reject(signal?.reason) };
    const transport = open({ timing });
    for (let i = 0; i < 10; i++) await transport.call(read);
    expect(await failure(transport.call(read))).toMatchObject({
      kind: 'THROTTLED',
      code: 'OWN_QUOTA',
    });
    expect(received).toHaveLength(10);
  });
});

describe('circuit', () => {
  const broken = json(500, { error_code: 'CBC.0999' });
  const limits = () =>
    openLimits(time, { perSecond: 100, failuresToOpen: 3, openMs: 1_000, longestOpenMs: 4_000 });
  const patience = { attempts: 1, longestWaitMs: 0 };

  it('opens after failures in a row, lets one call through and closes', async () => {
    const transport = open({ limits: limits(), patience });
    replies = [broken];
    for (let i = 0; i < 3; i++) expect((await failure(transport.call(read))).kind).toBe('FAILED');
    expect((await failure(transport.call(read))).kind).toBe('CIRCUIT_OPEN');
    expect(received).toHaveLength(3);
    expect(transport.stateOf('List')).toMatchObject({
      circuit: 'OPEN',
      reopensAt: time.at + 1_000,
    });
    expect(transport.stateOf('Make').circuit).toBe('CLOSED');

    time.at += 1_000;
    expect(transport.stateOf('List').circuit).toBe('HALF_OPEN');
    const both = await Promise.all([failure(transport.call(read)), failure(transport.call(read))]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['CIRCUIT_OPEN', 'FAILED']);
    expect(transport.stateOf('List').reopensAt).toBe(time.at + 2_000);

    time.at += 2_000;
    replies = [json(200, {})];
    await transport.call(read);
    expect(transport.stateOf('List').circuit).toBe('CLOSED');
  });

  it('counts no calls that end with their transport', async () => {
    const shared = limits();
    const ended = open({ limits: shared, patience });
    const next = open({ limits: shared, patience });
    replies = [() => {}];
    const calls = Array.from({ length: 3 }, () => failure(ended.call(read)));
    while (received.length < 3) await turn();
    opened.splice(opened.indexOf(ended), 1);
    await ended.close();
    await Promise.all(calls);
    expect(next.stateOf('List').circuit).toBe('CLOSED');
  });

  it('lets calls beside the one that it let through wait for its outcome', async () => {
    const transport = open({ limits: limits(), patience });
    replies = [broken];
    // Failures of calls that were sent before the circuit opened do not prolong its time.
    const all = Array.from({ length: 8 }, () => failure(transport.call(read)));
    expect((await Promise.all(all)).map(({ kind }) => kind)).toEqual(Array(8).fill('FAILED'));
    expect(transport.stateOf('List').reopensAt).toBe(time.at + 1_000);
    received.length = 0;

    time.at += 1_000;
    replies = [json(200, { answered: true })];
    const answers = await Promise.all(Array.from({ length: 8 }, () => transport.call(read)));
    expect(answers).toEqual(Array(8).fill({ answered: true }));
    expect(received).toHaveLength(8);
  });

  it('opens longer each time, up to a limit', async () => {
    const transport = open({ limits: limits(), patience });
    replies = [broken];
    for (let i = 0; i < 3; i++) await failure(transport.call(read));
    for (const ms of [2_000, 4_000, 4_000]) {
      time.at = transport.stateOf('List').reopensAt!;
      await failure(transport.call(read));
      expect(transport.stateOf('List').reopensAt).toBe(time.at + ms);
    }
  });

  it('counts refusals and throttling as answers', async () => {
    const transport = open({ limits: limits(), patience });
    replies = [json(403, { error_code: 'CBC.0151' }), json(429, {})];
    for (let i = 0; i < 6; i++) await failure(transport.call(read));
    expect(transport.stateOf('List').circuit).toBe('CLOSED');
  });
});

it('writes neither key into a log or an error', async () => {
  replies = [
    json(400, { error_code: AK, error_msg: `bad ${SK}` }, { 'X-Request-Id': SK }),
    json(400, { error_code: `key ${SK}` }),
    json(500, SK),
    json(200, SK),
  ];
  const transport = open({ patience: { attempts: 1, longestWaitMs: 0 } });
  const log = openLog('debug', { write: (line) => void lines.push(line) });
  for (let i = 0; i < 4; i++) {
    const error = await failure(transport.call({ ...read, query: { id: 'x' } }));
    log.error(
      { err: error, request: { headers: received.at(-1)!.request.headers } },
      error.message,
    );
    lines.push(JSON.stringify(error), String(error.stack));
  }
  log.info({ credentials: { accessKeyId: AK, secretAccessKey: SK, ak: AK, sk: SK } }, 'opened');
  log.info(received[0]!.request.headers.authorization!);
  expect(lines.length).toBeGreaterThan(14);
  const text = lines.join('\n');
  expect(text).not.toContain(AK);
  expect(text).not.toContain(SK);
  expect(text).not.toMatch(/Signature=[0-9a-f]{64}/);
});

it.each([
  'http://bss.example.com',
  'https://10.0.0.1',
  'https://[::1]:80/path',
  'https://user:password@bss.example.com',
  'https://bss.example.com/path',
  'ftp://127.0.0.1',
  'bss.example.com',
])('refuses the address %s', (address) => {
  expect(() => open({ baseUrl: address })).toThrow('needs an https address');
});
