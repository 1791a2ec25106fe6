import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { searchKey } from '../../../server/modules/partners/index.ts';
import { openWorld, type World } from '../../kit/world.ts';
import { customerOf, partnerOf } from '../bindings/fixtures.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld('search');
});
afterAll(() => world?.close());

test('a name whose initials begin with the text comes before one that contains the letters', async () => {
  const partner = await partnerOf(world, '云帆科技');
  const manager = await world.member(partner, 'csp.manager');
  // 海澜教育 is hailanjiaoyu, and the newest of all.
  for (const name of ['南京智云', '东方制造', '海澜教育'])
    await customerOf(world, name, [partner], { nameKey: searchKey(name) });
  const titles = async (text: string) => {
    const { search } = await manager.ask(
      'query($text: String!) { search(query: $text, first: 5) { nodes { title } } }',
      { text },
    );
    return search.nodes.map((one: { title: string }) => one.title);
  };
  expect(await titles('nj')).toEqual(['南京智云', '海澜教育']);
  expect(await titles('njzy')).toEqual(['南京智云']);
  expect(await titles('教育')).toEqual(['海澜教育']);
});
