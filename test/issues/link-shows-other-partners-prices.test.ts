import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from '../../server/platform/sql/sql.ts';
import { bound, partnerOf } from '../api/bindings/fixtures.ts';
import { type Stage, scheduled, seen, setStage } from '../api/discounts/stage.ts';
import { openWorld } from '../kit/world.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage(await openWorld('link prices'));
});
afterAll(() => stage?.world.close());

test('the link of a new partner, which the partner can open, shows no price of the former partner', async () => {
  const { world, manager, buyer, bindingId, customerId } = stage;
  const id = await scheduled(stage);
  world.clock.moveTo(new Date('2026-03-11T00:00:00Z'));
  await world.settle();
  await manager.mutate('exclusiveDiscountRevoke', { id, reason: '改价' });
  expect(await seen(buyer, id)).toEqual({ status: 'REVOKED' });

  await manager.mutate('partnerBindingRequestUnbind', { id: bindingId, reason: '合作结束' });
  await buyer.mutate('partnerBindingApproveUnbind', { id: bindingId });
  const rival = await partnerOf(world, '对手科技');
  const rivalManager = await world.member(rival, 'csp.manager');
  await world.rows(
    sql`insert into customer_access (customer_id, org_id, level, since, tags) values (${customerId.slice(4)}, ${rival.id}, 'NAME', ${world.clock.now()}, '{}')`,
  );
  const { buyer: byRivalsLink } = await bound(world, rivalManager, customerId);

  expect(await seen(byRivalsLink, id)).toBeNull();
  const { exclusiveDiscounts } = await byRivalsLink.ask(
    '{ exclusiveDiscounts(first: 5) { nodes { id lines { id } } count { value } } }',
  );
  expect(exclusiveDiscounts).toEqual({ nodes: [], count: { value: 0 } });
  expect(await seen(buyer, id)).toEqual({ status: 'REVOKED' });
});
