import { expect, test } from '@jest/globals';
import { testWorld } from '../../kit/test-world.ts';
import { customerOf, partnerOf } from '../bindings/fixtures.ts';

const world = testWorld('nodes');

const NODES = 'query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';

test('objects of several types come in the requested order, with null for each invisible one', async () => {
  const [mine, others] = [await partnerOf(world, 'Mine'), await partnerOf(world, 'Others')];
  const manager = await world.member(mine, 'csp.manager');
  const first = await customerOf(world, 'First', [mine]);
  const second = await customerOf(world, 'Second', [mine]);
  const hidden = await customerOf(world, 'Hidden', [others]);
  const partner = `ptn_${mine.id}`;
  const { nodes } = await manager.ask(NODES, { ids: [second, hidden, partner, first, second] });
  expect(nodes).toEqual([
    { __typename: 'Customer', id: second },
    null,
    { __typename: 'Partner', id: partner },
    { __typename: 'Customer', id: first },
    { __typename: 'Customer', id: second },
  ]);
});

test('an id of an unknown type refuses all', async () => {
  const mine = await partnerOf(world, 'Wrong');
  const manager = await world.member(mine, 'csp.manager');
  const { data, errors } = await manager.run(NODES, { ids: [`ptn_${mine.id}`, 'nothing_1'] });
  expect(data).toBeNull();
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
});

test('more ids than a page has rows are refused', async () => {
  const mine = await partnerOf(world, 'Many');
  const manager = await world.member(mine, 'csp.manager');
  const ids = Array.from({ length: 101 }, () => `ptn_${mine.id}`);
  const { errors } = await manager.run(NODES, { ids });
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
});
