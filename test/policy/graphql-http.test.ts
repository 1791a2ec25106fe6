import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AuditResult, auditServer } from 'graphql-http';
import { type FixtureServer, openServer } from './fixtures/server.ts';

let server: FixtureServer;
let url: string;
beforeAll(async () => {
  server = await openServer();
  url = await server.listen();
});
afterAll(() => server.close());

/** The public audit suite of GraphQL over HTTP, run by a caller who may read the schema. */
async function audit(extra: Record<string, string>): Promise<AuditResult[]> {
  const fetchFn = (at: string, init: RequestInit = {}) =>
    fetch(at, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), ...extra, 'x-caller': 'schema' },
    });
  return await auditServer({ url, fetchFn });
}

const failed = (results: readonly AuditResult[]): string[] =>
  results.flatMap((r) => (r.status === 'ok' ? [] : [`${r.id} ${r.name}`]));

describe('GraphQL over HTTP', () => {
  test.each([
    ['with the preflight header', { 'apollo-require-preflight': '1' }],
    ['without it, by key', {}],
  ])('passes 61 of 61 audits %s', async (_, headers) => {
    const results = await audit(headers as Record<string, string>);
    expect(failed(results)).toEqual([]);
    expect(results).toHaveLength(61);
  });

  test.each([
    ['application/json', 200],
    ['application/graphql-response+json', 400],
  ])('a refused document is reported to %s with status %i', async (accept, status) => {
    for (const query of [
      '{',
      '{ nothing }',
      'query($a: ID!) { customer(id: $a) { id } }',
      'query A { __typename } query B { __typename }',
    ]) {
      const response = await server.post('reader', { query }, { accept });
      expect([query, response.statusCode]).toEqual([query, status]);
      expect(response.headers['content-type']).toContain(accept);
      expect(response.json()).not.toHaveProperty('data');
    }
  });

  test('a browser is redirected to the explorer', async () => {
    const response = await server.app.inject({
      url: '/graphql',
      headers: { accept: 'text/html,*/*;q=0.8' },
    });
    expect([response.statusCode, response.headers.location]).toEqual([302, '/developers/explorer']);
  });

  test.each(['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const)(
    '%s is answered 405',
    async (method) => {
      const response = await server.app.inject({
        method,
        url: '/graphql',
        payload: method === 'HEAD' ? undefined : '<x>',
      });
      expect([response.statusCode, response.headers.allow]).toEqual([405, 'GET, POST']);
      expect(response.headers['content-type']).toContain('json');
    },
  );

  test.each([
    ['broken JSON', '{"query":', {}, 400],
    ['no body', '', {}, 400],
    ['a batch', [{ query: '{ __typename }' }], {}, 400],
    ['a text', '"{ __typename }"', {}, 400],
    ['a poisoned prototype', '{"query":"{ __typename }","__proto__":{}}', {}, 400],
    ['a null character', { query: '{ __typename }', variables: { a: 'a\0' } }, {}, 400],
    ['101 kB', { query: '{ __typename }', variables: { a: 'x'.repeat(101_000) } }, {}, 413],
    [
      'another charset',
      { query: '{ __typename }' },
      { 'content-type': 'application/json; charset=utf-7' },
      415,
    ],
    ['another type', 'query=x', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['no type that parses', '{}', { 'content-type': ';;;' }, 415],
  ])('%s is refused in JSON', async (_, body, headers, status) => {
    const response = await server.post('reader', body, headers);
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([
      status,
      'BAD_USER_INPUT',
    ]);
    expect(response.json().errors[0].extensions.requestId).toMatch(/^req-/);
  });

  test('an unsupported accept header is refused', async () => {
    const response = await server.post(
      'reader',
      { query: '{ __typename }' },
      { accept: 'image/png' },
    );
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([
      406,
      'BAD_USER_INPUT',
    ]);
  });

  test('resolvers get the live context, which is released after each request', async () => {
    const response = await server.post('reader', { query: '{ contextReads }' });
    expect(response.json().data.contextReads).toEqual(['reader 1', 'reader 2']);
    const before = server.finished.length;
    for (const query of ['{ broken }', '{ customer { id } }', '{ __typename }']) {
      await server.post('reader', { query });
    }
    expect(server.finished.length - before).toBe(2);
  });

  test('an invalid key is 401, an overloaded database 503 with a time to retry', async () => {
    const wrong = await server.post('wrong', { query: '{ __typename }' });
    expect([wrong.statusCode, wrong.json().errors[0].extensions.code]).toEqual([
      401,
      'UNAUTHENTICATED',
    ]);
    const busy = await server.post('reader', { query: '{ refused(how: "busy") }' });
    expect([busy.statusCode, busy.headers['retry-after']]).toEqual([503, '2']);
  });
});
