import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CUSTOMERS, openStage, SCHEMA, type Stage } from './stage.ts';

const require = createRequire(import.meta.url);
const compiler: string = require('relay-compiler');
const { Environment, Network, RecordSource, Store, commitMutation, fetchQuery } =
  require('relay-runtime') as typeof import('relay-runtime');

const SOURCE = `
import { graphql } from 'relay-runtime';

graphql\`
  fragment documents_list on Query
  @argumentDefinitions(first: { type: "Int", defaultValue: 4 }, after: { type: "String" })
  @refetchable(queryName: "documentsPageQuery") {
    customers(first: $first, after: $after, orderBy: { field: NAME, direction: ASC })
      @connection(key: "documents_customers") {
      edges { node { id name tags } }
    }
  }
\`;

graphql\`
  query documentsListQuery { ...documents_list }
\`;

graphql\`
  fragment documents_customer on Customer @refetchable(queryName: "documentsCustomerQuery") {
    id
    tags
  }
\`;

graphql\`
  mutation documentsTagMutation($id: ID!, $tags: [String!]!) {
    customerSetTags(input: { id: $id, tags: $tags }) { customer { id tags } userErrors { code } }
  }
\`;
`;

describe('Relay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relay-client-'));
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage();
    mkdirSync(join(folder, 'src'));
    cpSync(SCHEMA, join(folder, 'schema.graphql'));
    writeFileSync(join(folder, 'src', 'documents.js'), SOURCE);
    writeFileSync(
      join(folder, 'relay.config.json'),
      JSON.stringify({
        src: './src',
        schema: './schema.graphql',
        language: 'javascript',
        eagerEsModules: false,
      }),
    );
    execFileSync(process.execPath, [join(compiler, '../../cli.js'), 'relay.config.json'], {
      cwd: folder,
    });
  });
  afterAll(async () => {
    await stage?.close();
    rmSync(folder, { recursive: true });
  });

  /** The compiler's artifact for a document. Artifacts refer to each other by relative imports. */
  const artifact = (name: string) =>
    require(join(folder, 'src', '__generated__', `${name}.graphql.js`));

  const environment = () =>
    new Environment({
      store: new Store(new RecordSource()),
      network: Network.create(async ({ text }, variables) => {
        const answer = await fetch(stage.endpoint, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...stage.headers },
          body: JSON.stringify({ query: text, variables }),
        });
        return (await answer.json()) as never;
      }),
    });
  type Environment = ReturnType<typeof environment>;
  const load = (at: Environment, name: string, variables: object = {}) =>
    fetchQuery(at, artifact(name), variables as never).toPromise();
  /** Names in the store's connection, in its order. */
  const namesIn = (at: Environment): unknown[] => {
    const records = at.getStore().getSource();
    const connection = records.get(
      'client:root:__documents_customers_connection(orderBy:{"direction":"ASC","field":"NAME"})',
    );
    const edges = (connection as { edges?: { __refs: string[] } }).edges!.__refs;
    return edges.map((edge) => {
      const { __ref } = (records.get(edge) as { node: { __ref: string } }).node;
      return (records.get(__ref) as { name?: string }).name;
    });
  };

  it('merges the pages of a connection', async () => {
    const at = environment();
    await load(at, 'documentsListQuery');
    expect(namesIn(at)).toEqual(CUSTOMERS.slice(0, 4));
    const source = at.getStore().getSource();
    const [key] = source.getRecordIDs().filter((id) => id.includes('pageInfo'));
    const { endCursor } = source.get(key!) as unknown as { endCursor: string };
    await load(at, 'documentsPageQuery', { first: 4, after: endCursor });
    expect(namesIn(at)).toEqual(CUSTOMERS);
  });

  it('refetches an object by node(id), and a mutation updates it', async () => {
    const at = environment();
    const [id] = stage.ids;
    await load(at, 'documentsCustomerQuery', { id });
    expect(at.getStore().getSource().get(id!)).toMatchObject({ id, tags: [] });
    await new Promise<void>((resolve, reject) => {
      commitMutation(at, {
        mutation: artifact('documentsTagMutation'),
        variables: { id, tags: ['key account'] } as never,
        onCompleted: () => resolve(),
        onError: reject,
      });
    });
    expect(at.getStore().getSource().get(id!)).toMatchObject({ tags: ['key account'] });
  });
});
