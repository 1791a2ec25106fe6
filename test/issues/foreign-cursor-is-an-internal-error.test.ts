import { expect, test } from '@jest/globals';
import { encodeCursor } from '../../server/platform/read/cursor.ts';
import { testWorld } from '../kit/test-world.ts';

const world = testWorld('cursors');

test.each([
  ['words', 'yesterday', '1'],
  [
    'a day that its month has not',
    '2026-02-30T00:00:00.000Z',
    '019cac46-1500-7000-be9f-4a4d8b277087',
  ],
])('a cursor with %s is bad input', async (_, ...values) => {
  const owner = await world.member(await world.organization('PARTNER', '云衡'), 'csp.owner');
  const forged = encodeCursor('CREATED', values);
  const document = 'query($after: String) { members(first: 1, after: $after) { nodes { id } } }';
  const { errors } = await owner.run(document, { after: forged });
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
});
