import { createHash } from 'node:crypto';
import { ApolloClient, type ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { relayStylePagination } from '@apollo/client/utilities';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { filter, firstValueFrom, from } from 'rxjs';
import { CUSTOMERS, LIST, openStage, type Stage, TAG } from './stage.ts';

interface List {
  readonly customers: {
    readonly edges: readonly { readonly node: { readonly id: string; readonly name: string } }[];
    readonly pageInfo: { readonly endCursor: string };
  };
}

describe('Apollo Client', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  const http = (options: Partial<HttpLink.Options> = {}) =>
    new HttpLink({
      uri: stage.endpoint,
      headers: stage.headers,
      fetch: stage.fetch,
      ...options,
    });
  const clientOver = (link: ApolloLink) =>
    new ApolloClient({
      link,
      cache: new InMemoryCache({
        typePolicies: { Query: { fields: { customers: relayStylePagination(['orderBy']) } } },
      }),
    });
  const names = (data: List | undefined) => data?.customers.edges.map(({ node }) => node.name);
  const query = gql(LIST);

  it('pages with relayStylePagination and sees its own mutation in the cache', async () => {
    const client = clientOver(http());
    const watched = client.watchQuery<List>({ query, variables: { first: 4 } });
    const first = await firstValueFrom(from(watched).pipe(filter(({ loading }) => !loading)));
    const { endCursor } = (first.data as List).customers.pageInfo;
    await watched.fetchMore({ variables: { after: endCursor } });
    const all = watched.getCurrentResult().data as List;
    expect(names(all)).toEqual(CUSTOMERS);
    const { id } = all.customers.edges[0]!.node;
    await client.mutate({ mutation: gql(TAG), variables: { id, tags: ['key account'] } });
    expect(watched.getCurrentResult().data).toMatchObject({
      customers: { edges: { 0: { node: { tags: ['key account'] } } } },
    });
    client.stop();
  });

  it('queries by GET', async () => {
    stage.methods();
    const client = clientOver(http({ useGETForQueries: true }));
    const { data } = await client.query<List>({ query, variables: { first: 6 } });
    expect(names(data)).toEqual(CUSTOMERS);
    expect(stage.methods()).toEqual(['GET']);
    client.stop();
  });

  it.each([false, true])('uses automatic persisted queries, hashes by GET: %s', async (byGet) => {
    stage.methods();
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    const client = clientOver(
      new PersistedQueryLink({ sha256, useGETForHashedQueries: byGet }).concat(http()),
    );
    const named = gql(LIST.replace('Customers', `By${byGet ? 'Get' : 'Post'}`));
    for (const first of [5, 6]) {
      const { data } = await client.query<List>({
        query: named,
        variables: { first },
        fetchPolicy: 'no-cache',
      });
      expect(names(data)).toEqual(CUSTOMERS.slice(0, first));
    }
    // First the hash alone, then hash and text, then the hash alone again.
    const hash = byGet ? 'GET' : 'POST';
    expect(stage.methods()).toEqual([hash, 'POST', hash]);
    client.stop();
  });
});
