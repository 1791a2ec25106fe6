import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sizes } from '../../../test/kit/sizes.ts';
import { ShiftedClock } from '../clock.ts';
import type { Env } from '../env.ts';
import { PublicError } from '../errors.ts';
import { openLog } from '../log.ts';
import { registerPortal } from './portal.ts';
import { createHttpServer, type HttpServer } from './server.ts';

const env: Env = {
  host: '127.0.0.1',
  port: 0,
  dataDir: '/nowhere',
  databaseUrl: null,
  databaseOwnerUrl: null,
  publicUrl: 'https://portal.example.com',
  secretKey: 'x'.repeat(32),
  previousSecretKey: null,
  smtpUrl: null,
  sms: null,
  s3Url: null,
  insecureHttp: false,
  demo: false,
  demoPublic: false,
  logLevel: 'silent',
  trustedProxies: null,
  corsOrigins: [],
};

describe('a demo', () => {
  const clock = new ShiftedClock();
  const open = (over: Partial<Env>): Promise<HttpServer> =>
    createHttpServer({
      env: { ...env, demo: true, ...over },
      log: openLog('silent'),
      clock,
      ping: async () => {},
    });
  const statuses = async (over: Partial<Env>, hosts: readonly string[]): Promise<number[]> => {
    const { fastify } = await open(over);
    const found: number[] = [];
    for (const host of hosts) {
      const headers = { host, 'x-forwarded-host': 'localhost' };
      found.push((await fastify.inject({ url: '/livez', headers })).statusCode);
    }
    await fastify.close();
    return found;
  };
  const HERE = ['localhost', 'localhost:4000', 'demo.localhost:1', '127.0.0.1:4000', '[::1]:4000'];
  const FOREIGN = [
    'evil.example',
    'localhost.evil.example',
    '10.0.0.5:4000',
    '127.0.0.1.evil.example',
  ];

  it('answers only under names of this machine', async () => {
    expect(await statuses({}, HERE)).toEqual(HERE.map(() => 200));
    expect(await statuses({}, [...FOREIGN, 'portal.example.com'])).toEqual(
      [...FOREIGN, ''].map(() => 403),
    );
  });

  it('answers under its public name when it is public', async () => {
    const names = ['portal.example.com', 'Portal.Example.Com:443', ...HERE];
    expect(await statuses({ demoPublic: true }, names)).toEqual(names.map(() => 200));
    expect(await statuses({ demoPublic: true }, FOREIGN)).toEqual(FOREIGN.map(() => 403));
  });

  it('is the only mode that checks the host name', async () => {
    expect(await statuses({ demo: false }, FOREIGN)).toEqual(FOREIGN.map(() => 200));
  });
});

describe('the HTTP server', () => {
  const clock = new ShiftedClock();
  let server: HttpServer;
  let reachable = true;
  let pings = 0;

  beforeAll(async () => {
    const ping = async (): Promise<void> => {
      pings += 1;
      if (!reachable) throw new Error('gone');
    };
    server = await createHttpServer({ env, log: openLog('silent'), clock, ping });
    server.fastify.post('/echo', async (request) => request.body);
    server.fastify.get('/bad', async () => {
      throw PublicError.badInput('No.');
    });
    server.fastify.get('/busy', async () => {
      throw PublicError.unavailable(7);
    });
    server.fastify.get('/broken', async () => {
      throw new Error('select * from secret_table');
    });
    server.fastify.get('/large', async () => ({ text: 'x'.repeat(5000) }));
    await registerPortal(server.fastify, '/nowhere');
    await server.fastify.ready();
  });
  afterAll(() => server.fastify.close());

  const post = (payload: string, type = 'application/json') =>
    server.fastify.inject({
      method: 'POST',
      url: '/echo',
      payload,
      headers: { 'content-type': type },
    });

  it('answers every error as JSON with a code and the request id', async () => {
    const answers = {
      NOT_FOUND: [404, await server.fastify.inject('/nothing')],
      UNSUPPORTED_MEDIA_TYPE: [415, await post('a=b', 'application/x-www-form-urlencoded')],
      PAYLOAD_TOO_LARGE: [413, await post(JSON.stringify('x'.repeat(100_001)))],
      BAD_USER_INPUT: [400, await post('{')],
      UNAVAILABLE: [503, await server.fastify.inject('/busy')],
      INTERNAL: [500, await server.fastify.inject('/broken')],
    } as const;
    for (const [code, [status, answer]] of Object.entries(answers)) {
      expect([code, answer.statusCode, answer.json().code]).toEqual([code, status, code]);
      expect(answer.headers['content-type']).toMatch(/^application\/json/);
      expect(answer.json().requestId).toBe(answer.headers['x-request-id']);
      expect(answer.body).not.toContain('secret_table');
    }
    expect(answers.UNAVAILABLE[1].headers['retry-after']).toBe('7');
    expect((await server.fastify.inject('/bad')).json()).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: 'No.',
    });
    expect((await server.fastify.inject('/%zz')).json()).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect((await server.fastify.inject('//')).statusCode).toBe(404);
  });

  it('ignores a request id of the caller', async () => {
    const answer = await server.fastify.inject({
      url: '/livez',
      headers: { 'x-request-id': 'evil' },
    });
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('sends the security headers', async () => {
    const { headers } = await server.fastify.inject('/livez');
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(
      /default-src 'self';script-src 'self';style-src 'self' 'sha256-[^;]+' 'sha256-[^;]+';/,
    );
    expect(policy).toContain("object-src 'none';base-uri 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers).toMatchObject({
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('sends only the headers for data with a GraphQL answer', async () => {
    const { headers } = await server.fastify.inject('/graphql?query=');
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['permissions-policy']).toBeUndefined();
  });

  it.each(['br', 'zstd', 'gzip'])('compresses large answers with %s', async (encoding) => {
    const large = await server.fastify.inject({
      url: '/large',
      headers: { 'accept-encoding': encoding },
    });
    expect(large.headers['content-encoding']).toBe(encoding);
    expect(large.rawPayload.length).toBeLessThan(500);
    const small = await server.fastify.inject({
      url: '/livez',
      headers: { 'accept-encoding': encoding },
    });
    expect(small.headers['content-encoding']).toBeUndefined();
  });

  it('prefers brotli to zstd, which some clients offer and cannot read', async () => {
    const headers = { 'accept-encoding': 'gzip, deflate, br, zstd' };
    const large = await server.fastify.inject({ url: '/large', headers });
    expect(large.headers['content-encoding']).toBe('br');
  });

  it('is ready while the database answers, and checks at most once a second', async () => {
    pings = 0;
    clock.advance(2000);
    const ready = async (): Promise<number> => (await server.fastify.inject('/readyz')).statusCode;
    expect(await Promise.all([ready(), ready(), ready()])).toEqual([200, 200, 200]);
    expect(pings).toBe(1);
    const { version } = createRequire(import.meta.url)('../../../package.json');
    expect((await server.fastify.inject('/readyz')).json()).toEqual({ status: 'ready', version });
    reachable = false;
    expect(await ready()).toBe(200);
    clock.advance(1000);
    expect(await ready()).toBe(503);
    reachable = true;
    clock.advance(1000);
    expect(await ready()).toBe(200);
    server.draining.begin();
    expect(await ready()).toBe(503);
    expect((await server.fastify.inject('/livez')).statusCode).toBe(200);
  });

  it('answers bytes that are not a request with JSON', async () => {
    await server.fastify.listen({ port: 0, host: '127.0.0.1' });
    const { port } = server.fastify.server.address() as AddressInfo;
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'));
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('end', () => resolve(text)).on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toMatch(/\{"code":"BAD_USER_INPUT"/);
  });

  it(`closes ${sizes.halfOpen} connections that never send a request, and answers others meanwhile`, async () => {
    const { server: http } = server.fastify;
    expect(http.headersTimeout).toBe(10_000);
    const { port } = http.address() as AddressInfo;
    const half = async () => {
      const socket = connect(port, '127.0.0.1').resume();
      await once(socket, 'connect');
      socket.write('POST /echo HTTP/1.1\r\nhost: localhost\r\nx-slow: ');
      return socket;
    };
    const sockets = await Promise.all(Array.from({ length: sizes.halfOpen }, half));
    http.headersTimeout = 100;
    const began = Date.now();
    const closed = Promise.all(sockets.map((socket) => once(socket, 'close')));
    expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200);
    await closed;
    // With Node's default check they could last for another 30 s.
    expect(Date.now() - began).toBeLessThan(15_000);
  });
});
