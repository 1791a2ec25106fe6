import { expect, test } from '@jest/globals';
import { customerOf, partnerOf } from '../api/bindings/fixtures.ts';
import { testWorld } from '../kit/test-world.ts';
import type { Caller } from '../kit/world.ts';

const world = testWorld('deadlines-of-others');

const mine = async (caller: Caller) =>
  (await caller.ask('{ deadlines(first: 9, filter: { isMine: true }) { nodes { event } } }'))
    .deadlines.nodes;

test('a deadline is mine if my role may act on it, not if only my organization may', async () => {
  const partner = await partnerOf(world, '云帆科技');
  const manager = await world.member(partner, 'csp.manager', '李明');
  const finance = await world.member(partner, 'csp.finance', '吴敏');
  const auditor = await world.member(partner, 'csp.auditor', '高洁');
  const customerId = await customerOf(world, '东方制造', [partner]);
  await manager.mutate('partnerBindingPreRegister', { customerId });
  expect(await mine(manager)).toEqual([{ event: 'expire' }]);
  expect(await mine(finance)).toEqual([]);
  expect(await mine(auditor)).toEqual([]);
  const { deadlines } = await finance.ask('{ deadlines(first: 9) { nodes { event } } }');
  expect(deadlines.nodes).toEqual([{ event: 'expire' }]);
});
