import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, cacheExchange, fetchExchange, type TypedDocumentNode } from '@urql/core';
import { cacheExchange as graphcache } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { persistedExchange } from '@urql/exchange-persisted';
import { buildSchema, introspectionFromSchema } from 'graphql';
import { graphcacheKeys } from '../../portal/features/developers/guide/graphcache-keys.ts';
import { referenceJson } from '../../portal/features/developers/reference/from-schema.ts';
import { CUSTOMERS, LIST, openStage, SCHEMA, type Stage, TAG } from './stage.ts';

interface List {
  readonly customers: {
    readonly edges: readonly { readonly node: { readonly id: string; readonly name: string } }[];
    readonly pageInfo: { readonly endCursor: string };
  };
}
const QUERY = LIST as unknown as TypedDocumentNode<List, { first: number; after?: string }>;

describe('urql', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  const clientWith = (...exchanges: ConstructorParameters<typeof Client>[0]['exchanges']) =>
    new Client({
      url: stage.endpoint,
      fetch: stage.fetch,
      fetchOptions: { headers: { ...stage.headers } },
      exchanges,
    });
  const names = (data: List | undefined) => data?.customers.edges.map(({ node }) => node.name);

  it('queries with its default options, which send short queries by GET', async () => {
    stage.methods();
    const { data, error } = await clientWith(cacheExchange, fetchExchange).query(QUERY, {
      first: 6,
    });
    expect(error).toBeUndefined();
    expect(names(data)).toEqual(CUSTOMERS);
    expect(stage.methods()).toEqual(['GET']);
  });

  it('uses automatic persisted queries', async () => {
    stage.methods();
    const client = clientWith(
      persistedExchange({ preferGetForPersistedQueries: true }),
      fetchExchange,
    );
    const named = LIST.replace('Customers', 'Persisted') as unknown as typeof QUERY;
    for (const first of [5, 6]) {
      const { data, error } = await client.query(named, { first });
      expect(error).toBeUndefined();
      expect(names(data)).toEqual(CUSTOMERS.slice(0, first));
    }
    expect(stage.methods()).toHaveLength(3);
  });

  it('pages with graphcache and sees its own mutation in the cache', async () => {
    const schema = introspectionFromSchema(buildSchema(readFileSync(SCHEMA, 'utf8')));
    const client = clientWith(
      graphcache({
        schema: schema as never,
        resolvers: { Query: { customers: relayPagination() } },
      }),
      fetchExchange,
    );
    const first = await client.query(QUERY, { first: 4 });
    const { endCursor } = first.data!.customers.pageInfo;
    const all = await client.query(QUERY, { first: 4, after: endCursor });
    expect(names(all.data)).toEqual(CUSTOMERS);
    const { id } = all.data!.customers.edges[0]!.node;
    await client.mutation(TAG, { id, tags: ['key account'] });
    const cached = client.readQuery(QUERY, { first: 4 });
    expect(cached?.data?.customers.edges[0]).toMatchObject({ node: { tags: ['key account'] } });
  });

  it('knows every type without an id by the keys that the API guide hands out', async () => {
    const schema = buildSchema(readFileSync(SCHEMA, 'utf8'));
    const file = graphcacheKeys(JSON.parse(referenceJson(schema)));
    const names = [...file.matchAll(/^ {2}(\w+): \(\) => null,$/gm)].map(([, name]) => name!);
    const keys = Object.fromEntries(names.map((name) => [name, () => null]));
    /** Messages of graphcache about types for which it finds no key. */
    const saidWith = async (options: Parameters<typeof graphcache>[0]): Promise<string[]> => {
      const said: string[] = [];
      const client = clientWith(
        graphcache({ ...options, logger: (_, message) => said.push(String(message)) }),
        fetchExchange,
      );
      const text =
        '{ customers(first: 2) { nodes { id } pageInfo { endCursor } count { value } } }';
      expect((await client.query(text, {})).error).toBeUndefined();
      return said.filter((message) => message.includes('key'));
    };
    expect(await saidWith({})).not.toEqual([]);
    expect(await saidWith({ keys })).toEqual([]);
  });
});
