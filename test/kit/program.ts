import type { Product } from './product.ts';
import { type Api, apiOver, type Caller } from './world.ts';

/** How a request says who sends it. */
export type Credentials = Readonly<Record<string, string>>;

/** Sends one request to the endpoint and reads the answer, whatever its status is. */
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

/** A program that has a key: it calls the product over HTTP and knows nothing else. */
export function program(product: Product, name: string, key: string): Api {
  const credentials = { authorization: `Bearer ${key}` };
  return apiOver(product.world.domain, name, (query, variables) =>
    post(product, credentials, { query, variables }),
  );
}

/** A program with a new key in a role, made by somebody who may make one. */
export async function programOf(product: Product, maker: Caller, role: string): Promise<Api> {
  const { secret } = await maker.mutate(
    'apiKeyCreate',
    { name: `program as ${role}`, role, scopes: ['READ', 'WRITE'] },
    'secret',
  );
  return program(product, role, secret);
}
