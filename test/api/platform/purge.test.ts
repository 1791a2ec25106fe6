import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { purgeKeys } from '../../../server/platform/command/purge.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { openWorld, type World } from '../../kit/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

it('the outcome of a command is deleted after thirty days, and not before', async () => {
  const owner = await world.member(await world.organization('PARTNER', '甲'), 'csp.owner');
  await owner.mutate('memberInvite', { name: '乙', mail: 'yi@example.com', role: 'CSP_REP' });
  const task = purgeKeys(world.db, world.clock);
  world.clock.advance(30 * DAY - 1);
  expect(await task.run()).toBe(0);
  world.clock.advance(2);
  expect(await task.run()).toBe(1);
  expect(await world.rows(sql`select 1 from idempotency_key`)).toEqual([]);
});
