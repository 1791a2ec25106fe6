import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { encodeCursor } from '../../server/platform/read/cursor.ts';
import { openWorld, type World } from '../kit/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld('cursors');
});
afterAll(() => world?.close());

test('a cursor with other values is bad input', async () => {
  const owner = await world.member(await world.organization('PARTNER', '云衡'), 'csp.owner');
  const forged = encodeCursor('CREATED', ['yesterday', '1']);
  const { errors } = await owner.run(
    'query($after: String) { members(first: 1, after: $after) { nodes { id } } }',
    { after: forged },
  );
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
});
