import { beforeAll, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { bound, partnerOf } from '../bindings/fixtures.ts';
import { setStage } from '../discounts/stage.ts';
import { paid } from './checkout.ts';

const stage = testStage('preselected partner', setStage);
/** The customer by the link in the mail of an order. */
let byOrder: Caller;

beforeAll(async () => {
  const id = await paid(stage);
  byOrder = stage.world.as({ ...stage.buyer.viewer, subjectId: id.slice(4) });
});

async function preselected(by: Caller): Promise<string | null> {
  const input = { lines: [{ specificationId: stage.goods.specifications[0], quantity: 1 }] };
  const query =
    'query($input: OrderQuoteInput!) { orderQuote(input: $input) { preselectedPartnerName } }';
  return (await by.ask(query, { input })).orderQuote.preselectedPartnerName;
}

it('preselects the partner of the binding by the link of an order, too', async () => {
  expect(await preselected(byOrder)).toBe('云帆科技');
});

it('preselects the partner to which the customer is bound now, and names it by no link of another', async () => {
  const { world, manager, buyer, bindingId, customerId } = stage;
  await manager.mutate('partnerBindingRequestUnbind', { id: bindingId, reason: '合作结束' });
  await buyer.mutate('partnerBindingApproveUnbind', { id: bindingId });
  const rival = await partnerOf(world, '远景服务');
  await world.rows(sql`insert into customer_access (customer_id, org_id, level, since, tags)
    values (${customerId.slice(4)}, ${rival.id}, 'NAME', ${world.clock.now()}, '{}')`);
  const { buyer: byRival } = await bound(
    world,
    await world.member(rival, 'csp.manager'),
    customerId,
  );
  for (const by of [byOrder, byRival]) expect(await preselected(by)).toBe('远景服务');
  // The former partner can open its link as well.
  expect(await preselected(buyer)).toBeNull();
});
