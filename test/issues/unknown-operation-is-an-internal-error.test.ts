import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createApiKey } from '../../server/modules/identity/index.ts';
import { openWeb, type Web } from '../kit/web.ts';
import { openWorld, type World } from '../kit/world.ts';

let world: World;
let web: Web;
beforeAll(async () => {
  world = await openWorld('unknown operation');
  web = await openWeb(world);
});
afterAll(async () => {
  await web?.close();
  await world?.close();
});

test('an operation name that is not in the document is a client error', async () => {
  const { id: orgId } = await world.organization('PARTNER', '云衡');
  const key = await world.system((tx) =>
    createApiKey(tx, tx.viewer, tx.now, {
      id: tx.newId(),
      orgId,
      name: 'tool',
      role: 'csp.owner',
      scopes: ['read'],
      expiresAt: null,
    }),
  );
  const answer = await web
    .browser()
    .post(
      '/graphql',
      { query: '{ viewer { role } }', operationName: 'Other' },
      { authorization: `Bearer ${key}` },
    );
  expect(answer.json().errors[0].extensions.code).toBe('BAD_USER_INPUT');
});
