import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FixtureServer, hashOf, openServer } from './fixtures/server.ts';

let server: FixtureServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

const PREFLIGHT = { 'apollo-require-preflight': '1' };
const list = { documentId: hashOf('list'), variables: { first: 1 } };
const rename = {
  documentId: hashOf('rename'),
  variables: { input: { customerId: '1', displayName: 'x' } },
};

const get = (
  caller: string | null,
  params: Record<string, unknown>,
  headers: Record<string, string> = {},
) => {
  const query = Object.entries(params).map(([k, v]) => [
    k,
    typeof v === 'string' ? v : JSON.stringify(v),
  ]);
  const url = `/graphql?${new URLSearchParams(query as string[][])}`;
  return server.app.inject({ url, headers: { ...(caller && { 'x-caller': caller }), ...headers } });
};

test.each([
  ['same site', { 'sec-fetch-site': 'same-origin' }, 200],
  ['the address bar', { 'sec-fetch-site': 'none' }, 200],
  ['its own origin', { origin: 'https://portal.example', host: 'portal.example' }, 200],
  ['no browser', {}, 200],
  ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
  ['a sister site', { 'sec-fetch-site': 'same-site' }, 403],
  ['another origin', { origin: 'https://evil.example', host: 'portal.example' }, 403],
  ['another port', { origin: 'https://portal.example:8443', host: 'portal.example' }, 403],
  ['an opaque origin', { origin: 'null', host: 'portal.example' }, 403],
])('a cookie from %s', async (_, headers, status) => {
  for (const caller of ['portal', 'link', null] as const) {
    const response = await server.post(caller, rename, headers as Record<string, string>);
    expect(response.statusCode).toBe(status);
    if (status === 403) expect(response.json().errors[0].extensions.code).toBe('FORBIDDEN');
    else expect(response.json().data.customerRename.id).toBe('1');
  }
});

test('an API key may come from any origin: no browser adds it by itself', async () => {
  const response = await server.post('writer', rename, { 'sec-fetch-site': 'cross-site' });
  expect(response.json().data.customerRename.id).toBe('1');
});

test.each([
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'text/plain; application/json',
])('a form post of %s is refused', async (type) => {
  const response = await server.post('portal', rename, { 'content-type': type });
  expect(response.statusCode).toBe(415);
  expect(response.json()).not.toHaveProperty('data');
});

test('GET needs the preflight header, even for a trusted document', async () => {
  const bare = await get('portal', list);
  expect([bare.statusCode, bare.json().errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
  expect(bare.json().errors[0].message).not.toMatch(/Apollo Server/);
  const asked = await get('portal', list, PREFLIGHT);
  expect(asked.json().data.customers.nodes).toHaveLength(1);
});

test('GET with an API key needs no header: no other site can send the key', async () => {
  for (const params of [list, { query: '{ customers(first: 1) { nodes { id } } }' }]) {
    const answer = await get('reader', params, { 'sec-fetch-site': 'cross-site' });
    expect(answer.json().data.customers.nodes).toHaveLength(1);
  }
});

test('GET never runs a mutation', async () => {
  const trusted = await get('portal', rename, PREFLIGHT);
  expect([trusted.statusCode, trusted.json().errors[0].extensions.code]).toEqual([
    405,
    'BAD_USER_INPUT',
  ]);
  const free = await get('writer', {
    query: 'mutation { customerRename(input: {customerId: 1, displayName: "x"}) { id } }',
  });
  expect(free.statusCode).toBe(405);
  expect(free.json()).not.toHaveProperty('data');
});

test('GET with an unusual content type is refused too', async () => {
  for (const type of ['application/json;', 'message/rfc822', 'x']) {
    const response = await get('portal', rename, { 'content-type': type });
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(response.json()).not.toHaveProperty('data');
  }
});

test.each([
  ['variables', '{'],
  ['variables', '[1]'],
  ['extensions', '1'],
])('GET with %s=%s is malformed', async (name, value) => {
  const response = await get('portal', { ...list, [name]: value }, PREFLIGHT);
  expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([
    400,
    'BAD_USER_INPUT',
  ]);
});
