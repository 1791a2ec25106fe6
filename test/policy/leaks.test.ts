import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { misspell, namesOf } from './fixtures/names.ts';
import { SECRET } from './fixtures/schema.ts';
import { type Caller, type FixtureServer, hashOf, openServer } from './fixtures/server.ts';

let server: FixtureServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

const documents = (wrong: string): string[] => [
  `{ ${wrong} }`,
  `{ customer(${wrong}: 1) { id } }`,
  `{ customers(first: 1, level: ${wrong}) { nodes { id } } }`,
  `{ customer(id: 1) { ${wrong} } }`,
  `{ customer(id: 1) { id { ${wrong} } } }`,
  `{ customer(id: 1) { ... on ${wrong} { id } } }`,
  `mutation { ${wrong} }`,
  `mutation { customerRename(input: { ${wrong}: 1 }) { id } }`,
  `query($v: ${wrong}) { customer(id: $v) { id } }`,
  `query($v: Int!) { customer(id: $v) { id } }`,
  `{ customer { id } }`,
  `{ customer(id: 1) }`,
  `{ ${wrong}`,
];

const callers: Caller[] = [null, 'portal', 'link', 'reader', 'writer'];

test('no name of the schema reaches a caller who may not read it', async () => {
  const known = namesOf(server.schema);
  expect(known.length).toBeGreaterThan(15);
  const found = new Set<string>();
  for (const caller of callers) {
    for (const wrong of known.map(misspell)) {
      for (const query of documents(wrong)) {
        const { errors } = (await server.post(caller, { query })).json();
        expect([query, errors.length]).toEqual([query, 1]);
        const text = JSON.stringify(errors[0].message);
        for (const name of known) if (text.includes(name)) found.add(name);
      }
    }
  }
  expect([...found]).toEqual([]);
});

test.each([
  ['customers(first: $v) { nodes { id } }', 'Int!', 'x'],
  ['customers(first: 1, level: $v) { nodes { id } }', 'CustomerLevel', 'GOLDX'],
  ['customers(first: 1, since: $v) { nodes { id } }', 'DateTime', 'yesterday'],
  ['customer(id: $v) { id }', 'ID!', null],
  ['customer(id: $v) { id }', 'ID!', { a: [1] }],
])('an invalid variable of %s names only the variable', async (field, type, v) => {
  const response = await server.post('reader', {
    query: `query($v: ${type}) { ${field} }`,
    variables: { v },
  });
  expect(response.json().errors).toEqual([
    expect.objectContaining({
      message: 'Variable "$v" has an invalid value.',
      extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) },
    }),
  ]);
});

test('a caller who may read the schema sees at most three errors, without suggestions', async () => {
  const response = await server.post('schema', { query: '{ customerz a b c d }' });
  const messages: string[] = response.json().errors.map((e: { message: string }) => e.message);
  expect(messages[0]).toBe('Cannot query field "customerz" on type "Query".');
  expect(messages.length).toBeLessThanOrEqual(3);
  expect(messages.join()).not.toContain('Did you mean');
  const value = await server.post('schema', {
    query: 'query($v: CustomerLevel) { customers(first: 1, level: $v) { nodes { id } } }',
    variables: { v: 'GOLF' },
  });
  expect(value.body).toContain('CustomerLevel');
  expect(value.body).not.toContain('Did you mean');
});

test('an internal error shows its request id, and is logged under it', async () => {
  for (const query of ['{ broken }', '{ missing }']) {
    const response = await server.post('schema', { query });
    const [{ message, extensions }] = response.json().errors;
    expect(response.statusCode).toBe(200);
    expect(extensions).toEqual({ code: 'INTERNAL', requestId: expect.stringMatching(/^req-/) });
    expect(message).not.toMatch(/secret|null|missing/);
    expect(server.logged.some((line) => line.includes(extensions.requestId))).toBe(true);
  }
  expect(server.logged.join()).toContain('billing_secret');
  expect((await server.post('schema', { query: '{ broken }' })).body).not.toContain(
    SECRET.slice(10, 24),
  );
});

test('a public error keeps its text, code and path', async () => {
  const response = await server.post('reader', { query: '{ refused(how: "absent") }' });
  expect(response.json()).toMatchObject({
    data: { refused: null },
    errors: [{ message: 'Not found.', path: ['refused'], extensions: { code: 'NOT_FOUND' } }],
  });
});

test.each([
  '{ __schema { types { name } } }',
  '{ a: __type(name: "Customer") { name } }',
  '{ ...F } fragment F on Query { __schema { description } }',
])('introspection needs its scope: %s', async (query) => {
  const code = async (caller: Caller) =>
    (await server.post(caller, { query })).json().errors?.[0].extensions.code;
  expect(await code(null)).toBe('DOCUMENT_NOT_TRUSTED');
  expect(await code('portal')).toBe('DOCUMENT_NOT_TRUSTED');
  expect(await code('writer')).toBe('FORBIDDEN');
  expect(await code('schema')).toBeUndefined();
  expect(await code('schemaOnly')).toBe(query.includes('...F') ? 'FORBIDDEN' : undefined);
});

test('the usual introspection query fits the limits', async () => {
  const query = getIntrospectionQuery({
    inputValueDeprecation: true,
    oneOf: true,
    specifiedByUrl: true,
  });
  const response = await server.post('schemaOnly', { query });
  expect(response.json()).toMatchObject({ data: { __schema: { queryType: { name: 'Query' } } } });
});

test('a text is never stored under another text’s hash', async () => {
  const extensions = { persistedQuery: { version: 1, sha256Hash: hashOf('new') } };
  const codeOf = async (body: object) =>
    (await server.post('schema', body)).json().errors[0].extensions.code;
  expect(await codeOf({ query: '{ a: __typename }', extensions })).toBe('BAD_USER_INPUT');
  expect(await codeOf({ extensions })).toBe('PERSISTED_QUERY_NOT_FOUND');
});
