import { expect, test } from '@jest/globals';
import { DAY } from '../../server/platform/clock.ts';
import { testWorld } from '../kit/test-world.ts';

const world = testWorld('expired key');

test('an expired key is not listed as active', async () => {
  const owner = await world.member(await world.organization('PARTNER', '云衡'), 'csp.owner');
  await owner.mutate('apiKeyCreate', {
    name: 'short',
    role: 'CSP_OWNER',
    scopes: ['READ'],
    expiresAt: new Date(world.clock.now().getTime() + DAY).toISOString(),
  });
  const names = async (active: boolean) => {
    const { apiKeys } = await owner.ask(
      `{ apiKeys(first: 5, filter: { isActive: ${active} }) { nodes { name } } }`,
    );
    return apiKeys.nodes.map(({ name }: { name: string }) => name);
  };
  expect([await names(true), await names(false)]).toEqual([['short'], []]);
  world.clock.advance(DAY);
  expect([await names(true), await names(false)]).toEqual([[], ['short']]);
});
