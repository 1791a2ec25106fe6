import { beforeAll, expect, it } from '@jest/globals';
import { sql } from '../../server/platform/sql/sql.ts';
import { day, scheduled, setStage } from '../api/discounts/stage.ts';
import { line, orderOf, placed } from '../api/orders/checkout.ts';
import { testStage } from '../kit/test-world.ts';

const stage = testStage('unpaid orders and their prices', setStage);
const mails = (): Promise<{ template: string }[]> =>
  stage.world.rows(sql`select template from outbox_message where template = 'orderPriceEnded'`);

beforeAll(async () => {
  await scheduled(stage, {
    lines: stage.goods.specifications.map((specificationId) => ({
      specificationId,
      payRate: '0.85',
    })),
  });
  stage.world.clock.moveTo(new Date(day('11')));
  await stage.world.settle();
});

const order = (index: 0 | 1) =>
  placed(stage, { lines: [line(stage.goods.specifications[index])], selectedPartnerId: undefined });
const ended = { status: 'CANCELLED', lines: [{ status: 'CANCELLED' }] };
const state = (id: string) => orderOf(stage.buyer, id, 'status lines { status }');

it('an unpaid order ends with the price of its specification, another one stays', async () => {
  const [first, second] = [await order(0), await order(1)];
  await stage.sellerManager.mutate('specificationDelist', {
    id: stage.goods.specifications[0],
    reason: '停售',
  });
  expect(await state(first)).toEqual(ended);
  expect(await state(second)).toMatchObject({ status: 'PENDING_PAYMENT' });
  expect(await mails()).toHaveLength(1);
  await stage.buyer.mutate('orderCancel', { id: second });
});

it('an unpaid order ends with the binding, and is paid at no price of the former partner', async () => {
  const id = await order(1);
  const { manager, buyer, bindingId } = stage;
  await manager.mutate('partnerBindingRequestUnbind', { id: bindingId, reason: '合作结束' });
  await buyer.mutate('partnerBindingApproveUnbind', { id: bindingId });
  expect(await state(id)).toEqual(ended);
  await buyer.cannot('orderConfirmPayment', { id }, 'NOT_IN_THIS_STATE');
  expect(await mails()).toHaveLength(2);
});

it('an order placed at the very moment is not paid at the price that has ended', async () => {
  // As if placing and the end had not seen each other.
  const [{ id }] = (await stage.world.rows<{ id: string }>(sql`
    update customer_order set status = 'PENDING_PAYMENT' where status = 'CANCELLED' and discount_id is not null
      and id = (select id from customer_order order by placed_at desc, id desc limit 1) returning id`)) as [
    { id: string },
  ];
  await stage.world.rows(
    sql`update order_line set status = 'PENDING_PAYMENT' where order_id = ${id}::uuid`,
  );
  await stage.buyer.cannot('orderConfirmPayment', { id: `ord_${id}` }, 'PRICE_NOT_IN_FORCE');
});
