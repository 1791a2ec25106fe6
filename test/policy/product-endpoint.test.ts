import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildClientSchema,
  getIntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { auditServer } from 'graphql-http';
import { type App, createApp } from '../../server/app.ts';
import { createApiKey, createOrganization } from '../../server/modules/identity/index.ts';
import { readEnv } from '../../server/platform/env.ts';
import { openLog } from '../../server/platform/log.ts';
import type { Scope } from '../../server/platform/viewer.ts';
import { openWorld, type World } from '../kit/world.ts';
import { misspell, namesOf } from './fixtures/names.ts';

let world: World;
let app: App;
let url: string;
let reader: string;
let explorer: string;

const key = (orgId: string, scopes: Scope[]): Promise<string> =>
  world.system((tx) =>
    createApiKey(tx, tx.viewer, tx.now, {
      id: tx.newId(),
      orgId,
      name: scopes.join(' '),
      role: 'csp.manager',
      scopes,
      expiresAt: null,
    }),
  );

beforeAll(async () => {
  world = await openWorld();
  app = await createApp({
    env: readEnv({ PORT: '0', DATA_DIR: '.data/test' }),
    db: world.db,
    clock: world.clock,
    log: openLog('silent'),
  });
  await app.fastify.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(app.fastify.server.address() as AddressInfo).port}/graphql`;
  const acme = await world.system((tx) =>
    createOrganization(tx, { kind: 'PARTNER', name: '甲', code: 'ACME' }),
  );
  reader = await key(acme.id, ['read', 'write']);
  explorer = await key(acme.id, ['read', 'write', 'schema:read']);
});
afterAll(async () => {
  await app.fastify.close();
  await world.close();
});

/** Names in one document, so that the requests stay below the limit of a key. */
const AT_ONCE = 10;

const ask = async (secret: string, query: string) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, any> };
};

describe('the product’s endpoint', () => {
  it('passes 61 of 61 audits of GraphQL over HTTP', async () => {
    const fetchFn = (at: string, init: RequestInit = {}) =>
      fetch(at, {
        ...init,
        headers: {
          ...(init.headers as Record<string, string>),
          'apollo-require-preflight': '1',
          authorization: `Bearer ${explorer}`,
        },
      });
    const results = await auditServer({ url, fetchFn });
    expect(results.filter((result) => result.status !== 'ok').map(({ name }) => name)).toEqual([]);
    expect(results).toHaveLength(61);
  });

  it('reveals no schema name to a key that may not read the schema', async () => {
    const known = namesOf(world.domain.schema);
    expect(known.length).toBeGreaterThan(300);
    const longest = known.filter((name) => name.length > 5);
    const found = new Set<string>();
    const misspelt = longest.map(misspell);
    for (let i = 0; i < misspelt.length; i += AT_ONCE) {
      const wrong = misspelt.slice(i, i + AT_ONCE).join(' ');
      const { body } = await ask(reader, `{ ${wrong} customers(first: 1) { nodes { ${wrong} } } }`);
      expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
      const text = JSON.stringify(body.errors.map(({ message }: { message: string }) => message));
      for (const name of longest) if (text.includes(name)) found.add(name);
    }
    expect([...found]).toEqual([]);
    expect((await ask(reader, getIntrospectionQuery())).body.errors[0].message).toContain(
      'schema:read',
    );
  });

  it('shows its schema, equal to the checked-in file, to a key that may', async () => {
    const { body } = await ask(
      explorer,
      getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }),
    );
    const shown = printSchema(lexicographicSortSchema(buildClientSchema(body.data)));
    expect(shown).toBe(printSchema(lexicographicSortSchema(world.domain.schema)));
  });
});
