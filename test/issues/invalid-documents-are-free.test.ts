import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Caller, type FixtureServer, hashOf, openServer } from '../policy/fixtures/server.ts';

// Documents were parsed and validated before they were charged or counted. One key that sent a different
// invalid document each time kept the event loop busy and made every other tenant wait.

let server: FixtureServer;
beforeAll(async () => {
  server = await openServer({ now: () => new Date('2026-03-01T00:00:00Z') });
});
afterAll(() => server.close());

/** 2.5 kB with one invalid field; each number gives a different text. */
const wrong = (i: number): string =>
  `query Wrong${i} { customer(id: 1) { ${'id displayName '.repeat(20)} nope${i} } } #${'x'.repeat(2_100)}`;
const ask = async (caller: Caller, query: string) => {
  const response = await server.post(caller, { query });
  const { errors, extensions } = response.json();
  return { response, code: errors?.[0].extensions.code ?? 'OK', cost: extensions?.cost };
};

describe('an invalid text of 2.5 kB', () => {
  test('costs 30 points when it is new and 1 when repeated', async () => {
    const first = await ask('writer', wrong(0));
    const again = await ask('writer', wrong(0));
    expect([first.code, again.code]).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    expect(first.cost).toMatchObject({ requested: 30, actual: 30, throttle: { available: 9_970 } });
    expect(again.cost).toMatchObject({ requested: 1, actual: 1, throttle: { available: 9_969 } });
    expect(again.response.json().errors[0].message).toBe(first.response.json().errors[0].message);
  });

  test('sent 333 times with differences is refused with Retry-After, unparsed; another tenant is served', async () => {
    let n = 1;
    let last = await ask('writer', wrong(n));
    while (last.code === 'BAD_USER_INPUT' && n < 1_000) last = await ask('writer', wrong(++n));
    expect([n, last.code, last.response.statusCode]).toEqual([333, 'RATE_LIMITED', 429]);
    expect(Number(last.response.headers['retry-after'])).toBeGreaterThan(0);
    expect(last.cost).toMatchObject({ requested: 0, actual: 0 });
    expect((await ask('schema', '{ customer(id: 1) { id } }')).code).toBe('OK');
    server.clock.advance(1_000 * Number(last.response.headers['retry-after']));
    expect((await ask('writer', wrong(n))).code).toBe('BAD_USER_INPUT');
  });
});

test('a valid text costs 10 points more at its first use', async () => {
  const query = '{ customers(first: 2) { nodes { id } } } # of its own';
  expect((await ask('reader', query)).cost).toMatchObject({ requested: 13, actual: 13 });
  expect((await ask('reader', query)).cost).toMatchObject({ requested: 3, actual: 3 });
});

test('registered documents and the ping keep their cost', async () => {
  const body = { documentId: hashOf('list'), variables: { first: 2 } };
  expect((await server.post('reader', body)).json().extensions.cost.requested).toBe(3);
  expect((await ask('reader', 'query { __typename }')).cost).toMatchObject({ requested: 1 });
  expect((await server.post('portal', body)).json()).not.toHaveProperty('extensions');
});
