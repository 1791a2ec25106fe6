import { expect, test } from '@jest/globals';
import { sql } from '../../server/platform/sql/sql.ts';
import { day, scheduled, seen, setStage } from '../api/discounts/stage.ts';
import { ordered } from '../api/orders/deals.ts';
import { testStage } from '../kit/test-world.ts';

const stage = testStage('revoked while being paid', setStage);

// An order that waits for its payment could lose its price (domain §4.4).
test('a discount is not revoked while an order with it waits for payment', async () => {
  const { world, manager } = stage;
  const id = await scheduled(stage);
  world.clock.moveTo(new Date(day('10')));
  await world.settle();
  const order = await ordered(stage, {
    discountId: id.slice(4),
    partnerId: null,
    attribution: 'NONE',
    attributionReason: 'NOT_PAID_YET',
    status: 'PENDING_PAYMENT',
    paidAt: null,
    completedAt: null,
  });
  const revoke = { id, reason: '价格有误' };
  await manager.cannot('exclusiveDiscountRevoke', revoke, {
    code: 'USED_IN_UNPAID_ORDER',
    field: null,
  });
  const { viewerActions } = await seen(manager, id, 'viewerActions { name enabled reasonCode }');
  expect(viewerActions).toContainEqual({
    name: 'revoke',
    enabled: false,
    reasonCode: 'USED_IN_UNPAID_ORDER',
  });

  await world.system(({ rows }) =>
    rows(sql`update customer_order set status = 'CANCELLED' where id = ${order.id.slice(4)}`),
  );
  await manager.mutate('exclusiveDiscountRevoke', revoke);
  await manager.sees(id, { status: 'REVOKED' });
});
