import { fileURLToPath } from 'node:url';
import { customerOf, partnerOf } from '../api/bindings/fixtures.ts';
import { openProduct, type Product } from '../kit/product.ts';

export const SCHEMA = fileURLToPath(new URL('../../schema.graphql', import.meta.url));
/** Names of the customers that the caller sees, sorted by name. */
export const CUSTOMERS = ['Amber', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir'];

/** The product over HTTP, for a program with an API key. */
export interface Stage {
  readonly endpoint: string;
  readonly headers: { readonly authorization: string };
  readonly ids: readonly string[];
  /** Methods of the requests since the last call. */
  methods(): string[];
  readonly fetch: typeof fetch;
  close(): Promise<void>;
}

/** A partner with six customers and a key with the rights to read, write and introspect. */
export async function openStage(): Promise<Stage> {
  const product: Product = await openProduct();
  const { world } = product;
  const partner = await partnerOf(world, 'Cloud Balance');
  const ids: string[] = [];
  for (const name of CUSTOMERS) ids.push(await customerOf(world, name, [partner]));
  const owner = await world.member(partner, 'csp.owner');
  const { secret } = await owner.mutate(
    'apiKeyCreate',
    { name: 'client', role: 'CSP_MANAGER', scopes: ['READ', 'WRITE', 'SCHEMA_READ'] },
    'secret',
  );
  const sent: string[] = [];
  return {
    endpoint: `${product.url}/graphql`,
    headers: { authorization: `Bearer ${secret}` },
    ids,
    methods: () => sent.splice(0),
    fetch: async (input, init) => {
      sent.push(init?.method ?? 'GET');
      return await fetch(input, init);
    },
    close: () => product.close(),
  };
}

export const LIST = `query Customers($first: Int!, $after: String) {
  customers(first: $first, after: $after, orderBy: { field: NAME, direction: ASC }) {
    edges { cursor node { id name tags } }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const TAG = `mutation Tag($id: ID!, $tags: [String!]!) {
  customerSetTags(input: { id: $id, tags: $tags }) { customer { id tags } userErrors { code } }
}`;
