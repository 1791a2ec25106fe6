import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { graphql, parse } from 'graphql';
import { customerOf, partnerOf } from '../api/bindings/fixtures.ts';
import { openProduct, type Product } from '../kit/product.ts';
import type { Organization } from '../kit/world.ts';

/** A colleague's subgraph: it adds a field to customers, and lists them with the shared value types. */
const SURVEYS = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key", "@shareable"])
  type Customer @key(fields: "id") { id: ID! satisfaction: Int! }
  type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
  type Survey { title: String! customers: [Customer!]! pageInfo: PageInfo! }
  type Query { survey: Survey! }
`);

interface Answer {
  readonly data: Record<string, any> | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}
type Ask = (query: string, variables?: object) => Promise<Answer>;

describe('a federation', () => {
  let product: Product;
  /** Two partners: one knows the customer Amber, the other knows no customer. */
  let owner: Ask;
  let stranger: Ask;
  let reader: Ask;
  let amber: string;

  /** A program of an organization, with a key of its own. */
  async function programOf(org: Organization, scopes = ['READ', 'SCHEMA_READ']): Promise<Ask> {
    const member = await product.world.member(org, 'csp.owner');
    const { secret } = await member.mutate(
      'apiKeyCreate',
      { name: 'gateway', role: 'CSP_MANAGER', scopes },
      'secret',
    );
    return async (query, variables = {}) => {
      const answer = await fetch(`${product.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
        body: JSON.stringify({ query, variables }),
      });
      return (await answer.json()) as Answer;
    };
  }

  beforeAll(async () => {
    product = await openProduct();
    const { world } = product;
    const [known, other] = [await partnerOf(world, 'Balance'), await partnerOf(world, 'Other')];
    amber = await customerOf(world, 'Amber', [known]);
    [owner, stranger] = [await programOf(known), await programOf(other)];
    reader = await programOf(other, ['READ']);
  });
  afterAll(() => product?.close());

  /** Messages of the composition of our SDL with the second subgraph. */
  function composed(sdl: string) {
    const { errors = [], hints = [] } = composeServices([
      { name: 'partnergraph', typeDefs: parse(sdl), url: `${product.url}/graphql` },
      { name: 'surveys', typeDefs: SURVEYS },
    ]);
    return { errors: errors.map(String), hints: hints.map(String) };
  }

  const entities = (ask: Ask, representations: readonly object[]) =>
    ask(
      `query($representations: [_Any!]!) { _entities(representations: $representations) {
        __typename ... on Customer { id name } ... on Partner { id name } ... on Member { id role } } }`,
      { representations },
    );

  it('composes with a second subgraph, without errors and hints', async () => {
    const { data } = await owner('{ _service { sdl } }');
    const { sdl } = data!._service;
    const { errors, hints } = composed(sdl);
    expect(errors).toEqual([]);
    expect(hints).toEqual([]);
    const unkeyed = sdl.replaceAll(' @key(fields: "id")', '');
    expect(composed(unkeyed).errors).not.toEqual([]);
    expect(sdl).toMatch(/type Customer implements [\w& ]+ @key\(fields: "id"\)/);
    expect(sdl).not.toMatch(/_Entity|_Any|_service/);
  });

  it('lets the second subgraph refer to customers, and add a field to them', async () => {
    const surveys = buildSubgraphSchema([
      {
        typeDefs: SURVEYS,
        resolvers: {
          Query: { survey: () => ({ title: 'Q4', customers: [{ id: amber }] }) },
          Customer: { satisfaction: ({ id }: { id: string }) => (id === amber ? 9 : 0) },
        },
      },
    ]);
    const listed = await graphql({
      schema: surveys,
      source: '{ survey { customers { __typename id } } }',
    });
    const { customers } = (listed.data as any).survey;
    const { data } = await entities(owner, customers);
    expect(data!._entities).toEqual([{ __typename: 'Customer', id: amber, name: 'Amber' }]);

    const { data: own } = await owner('{ customers(first: 5) { nodes { __typename id } } }');
    const extended = await graphql({
      schema: surveys,
      source:
        'query($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { satisfaction } } }',
      variableValues: { of: own!.customers.nodes },
    });
    expect(extended).toEqual({ data: { _entities: [{ satisfaction: 9 }] } });
  });

  it('finds several types at once, in order, and nothing outside the viewer’s scope', async () => {
    const { data } = await owner('{ partners(first: 5) { nodes { id name } } }');
    const { nodes } = data!.partners;
    const partner = { __typename: 'Partner', id: nodes.find((p: any) => p.name === 'Balance').id };
    const customer = { __typename: 'Customer', id: amber };
    const nobody = {
      __typename: 'Customer',
      id: amber.replace(/.$/, (c) => (c === '0' ? '1' : '0')),
    };
    const asked = [customer, partner, nobody, customer];
    const seen = await entities(owner, asked);
    expect(seen.errors).toBeUndefined();
    expect(seen.data!._entities).toEqual([
      { ...customer, name: 'Amber' },
      { ...partner, name: 'Balance' },
      null,
      { ...customer, name: 'Amber' },
    ]);
    const hidden = await entities(stranger, asked);
    expect(hidden.errors).toBeUndefined();
    expect(hidden.data!._entities[0]).toBeNull();
    expect(hidden.data!._entities[3]).toBeNull();
    expect(JSON.stringify(hidden)).not.toContain('Amber');
  });

  it.each([
    ['no object', [7]],
    ['no id', [{ __typename: 'Customer' }]],
    ['the id of another type', [{ __typename: 'Partner', id: 'amber' }]],
    ['more than 100 objects', Array(101).fill({ __typename: 'Customer', id: 'amber' })],
  ])('refuses representations of %s', async (_, representations) => {
    const given = JSON.parse(JSON.stringify(representations).replaceAll('"amber"', `"${amber}"`));
    const { errors } = await entities(owner, given);
    expect(errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('shows the SDL only to keys that may read the schema', async () => {
    const { errors } = await reader('{ _service { sdl } }');
    expect(errors![0]!.extensions).toMatchObject({ code: 'FORBIDDEN', scope: 'schema:read' });
  });
});
