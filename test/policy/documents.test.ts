import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Caller, type FixtureServer, hashOf, openServer, TRUSTED } from './fixtures/server.ts';

let server: FixtureServer;
beforeAll(async () => {
  server = await openServer({ now: () => new Date('2026-03-01T00:00:00Z') });
});
afterAll(() => server.close());

const trusted = (name: string, variables: unknown = {}) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(name) } },
  variables,
});
const rename = { input: { customerId: '7', displayName: 'x' } };
const codeOf = async (caller: Caller, body: unknown) =>
  (await server.post(caller, body)).json().errors?.[0].extensions.code ?? 'OK';

/** 2.5 kB with one invalid field; each number gives a different text. */
const wrong = (i: number): string =>
  `query Wrong${i} { customer(id: 1) { ${'id displayName '.repeat(20)} nope${i} } } #${'x'.repeat(2_100)}`;
const charged = async (caller: Caller, query: string) => {
  const response = await server.post(caller, { query });
  const { errors, extensions } = response.json();
  return { response, code: errors?.[0].extensions.code ?? 'OK', cost: extensions?.cost };
};

// Documents were parsed and validated before they were charged or counted. One key that sent a different invalid
// document each time kept the event loop busy and made every other tenant wait.
describe('a text of 2.5 kB', () => {
  test('that is invalid costs 30 points when it is new and 1 when repeated', async () => {
    const first = await charged('writer', wrong(0));
    const again = await charged('writer', wrong(0));
    expect([first.code, again.code]).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    expect(first.cost).toMatchObject({ requested: 30, actual: 30, throttle: { available: 9_970 } });
    expect(again.cost).toMatchObject({ requested: 1, actual: 1, throttle: { available: 9_969 } });
    expect(again.response.json().errors[0].message).toBe(first.response.json().errors[0].message);
  });

  test('that is invalid, sent 333 times with differences is refused with Retry-After, unparsed; another tenant is served', async () => {
    let n = 1;
    let last = await charged('writer', wrong(n));
    while (last.code === 'BAD_USER_INPUT' && n < 1_000) last = await charged('writer', wrong(++n));
    expect([n, last.code, last.response.statusCode]).toEqual([333, 'RATE_LIMITED', 429]);
    expect(Number(last.response.headers['retry-after'])).toBeGreaterThan(0);
    expect(last.cost).toMatchObject({ requested: 0, actual: 0 });
    expect((await charged('schema', '{ customer(id: 1) { id } }')).code).toBe('OK');
    server.clock.advance(1_000 * Number(last.response.headers['retry-after']));
    expect((await charged('writer', wrong(n))).code).toBe('BAD_USER_INPUT');
    // The budget is full again.
    server.clock.advance(60_000);
  });

  test('that is valid costs 10 points more at its first use', async () => {
    const query = '{ customers(first: 2) { nodes { id } } } # of its own';
    expect((await charged('reader', query)).cost).toMatchObject({ requested: 13, actual: 13 });
    expect((await charged('reader', query)).cost).toMatchObject({ requested: 3, actual: 3 });
  });

  test('registered documents and the ping keep their cost', async () => {
    const body = { documentId: hashOf('list'), variables: { first: 2 } };
    expect((await server.post('reader', body)).json().extensions.cost.requested).toBe(3);
    expect((await charged('reader', 'query { __typename }')).cost).toMatchObject({ requested: 1 });
    expect((await server.post('portal', body)).json()).not.toHaveProperty('extensions');
  });
});

describe('trusted documents', () => {
  test.each(['portal', 'link', 'writer', 'schema', null] as const)(
    '%s runs them by hash',
    async (caller) => {
      const response = await server.post(caller, trusted('list', { first: 2 }));
      expect(response.json().data.customers.nodes).toHaveLength(2);
      expect(await codeOf(caller, { documentId: hashOf('rename'), variables: rename })).toBe('OK');
    },
  );

  test.each(['portal', 'link', null] as const)('%s runs nothing else', async (caller) => {
    for (const query of [
      TRUSTED.list,
      '{ customer(id: 1) { id } }',
      '{ __typename a: __typename }',
      'mutation { __typename }',
      '{',
      '#',
    ]) {
      expect([query, await codeOf(caller, { query, variables: { first: 1 } })]).toEqual([
        query,
        'DOCUMENT_NOT_TRUSTED',
      ]);
    }
    expect(await codeOf(caller, trusted('unknown'))).toBe('DOCUMENT_NOT_TRUSTED');
    expect(await codeOf(caller, { query: '{ __typename }' })).toBe('OK');
  });

  test('a hash equal to a property name or a path is not found', async () => {
    for (const documentId of ['__proto__', 'constructor', 'list', '../list']) {
      expect(await codeOf('portal', { documentId })).toBe('DOCUMENT_NOT_TRUSTED');
    }
  });

  test('a rebuilt manifest is read by the running server', async () => {
    expect(await codeOf('portal', trusted('added'))).toBe('DOCUMENT_NOT_TRUSTED');
    const added = { ...TRUSTED, added: '{ customer(id: 1) { id } }', stale: '{ removedField }' };
    writeFileSync(
      server.documentsFile,
      JSON.stringify(Object.fromEntries(Object.entries(added).map(([k, v]) => [hashOf(k), v]))),
    );
    server.clock.advance(2_000);
    expect(await codeOf('portal', trusted('added'))).toBe('OK');
    expect(await codeOf('portal', trusted('stale'))).toBe('INTERNAL');
    expect(server.logged.join()).toContain('removedField');
  });
});

describe('automatic persisted queries', () => {
  const query = '{ customer(id: 1) { id displayName } }';
  const sha256Hash = createHash('sha256').update(query).digest('hex');
  const persisted = { extensions: { persistedQuery: { version: 1, sha256Hash } } };

  test('a key sends a text once, then its hash, by POST or GET', async () => {
    const first = await server.post('reader', persisted);
    expect(first.json().errors[0]).toMatchObject({
      message: 'PersistedQueryNotFound',
      extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
    });
    expect(await codeOf('reader', { ...persisted, query })).toBe('OK');
    expect(await codeOf('reader', persisted)).toBe('OK');
    expect(await codeOf('reader', { documentId: `sha256:${sha256Hash}` })).toBe('OK');
    const url = `/graphql?${new URLSearchParams({ extensions: JSON.stringify(persisted.extensions) })}`;
    const got = await server.app.inject({ url, headers: { 'x-caller': 'reader' } });
    expect(got.json().data.customer.id).toBe('1');
  });

  test('a hash that belongs to another text is refused and not stored', async () => {
    const other = '{ customer(id: 2) { id } }';
    const extensions = {
      persistedQuery: { version: 1, sha256Hash: createHash('sha256').update('x').digest('hex') },
    };
    expect(await codeOf('reader', { query: other, extensions })).toBe('BAD_USER_INPUT');
    expect(await codeOf('reader', { extensions })).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  test.each(['portal', 'link', null] as const)('%s may not run what a key sent', async (caller) => {
    await server.post('reader', { ...persisted, query });
    expect(await codeOf(caller, persisted)).toBe('DOCUMENT_NOT_TRUSTED');
    expect(await codeOf(caller, { ...persisted, query })).toBe('DOCUMENT_NOT_TRUSTED');
  });
});

describe('API keys', () => {
  test('run arbitrary documents within their scopes', async () => {
    const mutation =
      'mutation($input: CustomerRenameInput!) { customerRename(input: $input) { id } }';
    expect(await codeOf('reader', { query: '{ customer(id: 1) { id } }' })).toBe('OK');
    expect(await codeOf('reader', { query: mutation, variables: rename })).toBe('FORBIDDEN');
    expect(await codeOf('reader', trusted('rename', rename))).toBe('FORBIDDEN');
    expect(await codeOf('writer', { query: mutation, variables: rename })).toBe('OK');
    expect(await codeOf('schemaOnly', { query: '{ customer(id: 1) { id } }' })).toBe('FORBIDDEN');
  });

  test('the operation that runs decides, not the first one', async () => {
    const query = `query A { __typename } ${TRUSTED.rename}`;
    expect(await codeOf('reader', { query, operationName: 'Rename', variables: rename })).toBe(
      'FORBIDDEN',
    );
    expect(await codeOf('reader', { query, operationName: 'A' })).toBe('OK');
    expect(await codeOf('reader', { query, operationName: 'B' })).toBe('BAD_USER_INPUT');
  });

  test('are refused above a limit by name, and pay only for the check of a new text', async () => {
    const tooMuch = {
      query: '{ customers(first: 100) { nodes { subsidiaries(first: 50) { nodes { id } } } } }',
    };
    const first = await server.post('reader', tooMuch);
    expect(first.json().extensions.cost).toMatchObject({ requested: 10, actual: 10 });
    const before = await cost('{ __typename }');
    const response = await server.post('reader', tooMuch);
    expect(response.json().errors[0]).toMatchObject({
      message: '"customers" exceeds the limit of 1000 for cost.',
      extensions: { code: 'COST_EXCEEDED', limit: 'cost', field: 'customers', maximum: 1000 },
    });
    const { available } = response.json().extensions.cost.throttle;
    expect(available).toBe(before.throttle.available);
  });

  const cost = async (query: string, caller: Caller = 'reader') =>
    (await server.post(caller, { query })).json().extensions?.cost;

  test('see the cost of a request, and are refunded the unused part', async () => {
    const query = '{ customers(first: 50) { nodes { id } } }';
    await cost(query);
    expect(await cost(query)).toEqual({
      requested: 51,
      actual: 4,
      throttle: { maximum: 10_000, restoreRate: 500, available: expect.any(Number) },
    });
    const portal = await server.post('portal', trusted('list', { first: 1 }));
    expect(portal.json()).not.toHaveProperty('extensions');
  });

  test('wait when their budget is spent; other keys do not', async () => {
    const expensive = {
      query:
        '{ customers(first: 100) { nodes { subsidiaries(first: 7) { edges { node { id } } } } } }',
    };
    let response = await server.post('writer', expensive);
    for (let i = 0; i < 200 && response.statusCode === 200; i++)
      response = await server.post('writer', mutations(10));
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([
      429,
      'RATE_LIMITED',
    ]);
    const seconds = Number(response.headers['retry-after']);
    expect(seconds).toBeGreaterThan(0);
    expect(await codeOf('schema', expensive)).toBe('OK');
    server.clock.advance(seconds * 1000);
    expect(await codeOf('writer', mutations(10))).toBe('OK');
  });
});

/** A document whose points are not refunded. */
const mutations = (n: number) => ({
  query: `mutation { ${Array.from({ length: n }, (_, i) => `m${i}: customerRename(input: { customerId: 1, displayName: "x" }) { id }`).join(' ')} }`,
});
