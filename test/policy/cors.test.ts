import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ShiftedClock } from '../../server/platform/clock.ts';
import { readEnv } from '../../server/platform/env.ts';
import { createHttpServer, type HttpServer } from '../../server/platform/http/server.ts';
import { openLog } from '../../server/platform/log.ts';

// A browser tool on an origin that the product's operator allowed in CORS_ORIGINS.

const TOOL = 'https://tools.example';
let server: HttpServer;

beforeAll(async () => {
  server = await createHttpServer({
    env: readEnv({
      DATABASE_URL: 'postgres://u:p@localhost/nowhere',
      PUBLIC_URL: 'https://portal.example',
      SECRET_KEY: 'x'.repeat(32),
      SMTP_URL: 'smtp://localhost',
      CORS_ORIGINS: TOOL,
    }),
    log: openLog('silent'),
    clock: new ShiftedClock(),
    ping: async () => {},
  });
  for (const url of ['/graphql', '/graphql/stream', '/auth/session'])
    server.fastify.get(url, async () => ({}));
  await server.fastify.ready();
});
afterAll(() => server.fastify.close());

const preflight = (url: string, origin: string) =>
  server.fastify.inject({
    method: 'OPTIONS',
    url,
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });

test.each(['/graphql', '/graphql/stream'])(
  'may send %s with a key, without cookies',
  async (url) => {
    const { statusCode, headers } = await preflight(url, TOOL);
    expect(statusCode).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': TOOL,
      'access-control-allow-methods': expect.stringContaining('POST'),
      'access-control-allow-headers': 'authorization,content-type',
    });
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
    const answer = await server.fastify.inject({ url, headers: { origin: TOOL } });
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': TOOL,
      'access-control-expose-headers': expect.stringContaining('retry-after'),
      vary: expect.stringContaining('Origin'),
    });
  },
);

test.each([
  ['another origin', '/graphql', 'https://evil.example'],
  ['an opaque origin', '/graphql', 'null'],
  ['sign-in', '/auth/session', TOOL],
  ['an address that only begins alike', '/graphqlx', TOOL],
])('%s gets no permission', async (_, url, origin) => {
  for (const { headers } of [
    await preflight(url, origin),
    await server.fastify.inject({ url, headers: { origin } }),
  ])
    expect(headers).not.toHaveProperty('access-control-allow-origin');
});
