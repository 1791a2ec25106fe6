import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createApiKey } from '../../server/modules/identity/index.ts';
import { openWeb, type Web } from '../kit/web.ts';
import { openWorld, type World } from '../kit/world.ts';

let world: World;
let web: Web;
beforeAll(async () => {
  world = await openWorld('null character');
  web = await openWeb(world);
});
afterAll(async () => {
  await web?.close();
  await world?.close();
});

test('a null character in a sign-in or in the variables of a GET is a client error', async () => {
  const browser = web.browser();
  const signIn = await browser.post('/auth/sign-in', { mail: 'a\0@x.com', password: 'x' });
  expect(signIn.statusCode).toBe(400);
  expect(signIn.json()).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect((await browser.post('/auth/sign-out')).statusCode).toBe(200);

  const { id: orgId } = await world.organization('PARTNER', '云衡');
  const key = await world.system((tx) =>
    createApiKey(tx, tx.viewer, tx.now, {
      id: tx.newId(),
      orgId,
      name: 'GET',
      role: 'csp.owner',
      scopes: ['read'],
      expiresAt: null,
    }),
  );
  const query = new URLSearchParams({
    query: 'query($code: String!) { organization(by: { code: $code }) { id } }',
    variables: JSON.stringify({ code: 'A\0' }),
  });
  const got = await web.app.fastify.inject({
    url: `/graphql?${query}`,
    headers: { authorization: `Bearer ${key}`, 'apollo-require-preflight': '1' },
  });
  expect(got.json().errors[0].extensions.code).toBe('BAD_USER_INPUT');
});
