import { Role } from '../../server/platform/viewer.ts';
import { type Api, apiOver, type Caller } from './api.ts';
import type { Product } from './product.ts';

/** Headers that identify the sender of a request. */
export type Credentials = Readonly<Record<string, string>>;

/** Sends one request to the endpoint and returns the answer with any status. */
export async function post(
  { url }: Pick<Product, 'url'>,
  credentials: Credentials,
  body: object,
): Promise<Awaited<ReturnType<Api['run']>>> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...credentials },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Awaited<ReturnType<Api['run']>>;
}

/** A program with an API key: it uses the product only over HTTP. */
export function program(product: Product, name: string, key: string): Api {
  const credentials = { authorization: `Bearer ${key}` };
  return apiOver(product.world.domain, name, (query, variables) =>
    post(product, credentials, { query, variables }),
  );
}

/** A program with a new key for a role; `maker` creates the key. */
export async function programOf(product: Product, maker: Caller, role: Role): Promise<Api> {
  const { secret } = await maker.mutate(
    'apiKeyCreate',
    { name: `program as ${role}`, role: Role.word(role), scopes: ['READ', 'WRITE'] },
    'secret',
  );
  return program(product, role, secret);
}
