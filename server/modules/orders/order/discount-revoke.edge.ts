import { sql } from '../../../platform/sql/sql.ts';
import { discountLife, ExclusiveDiscountLineEntity } from '../../discounts/index.ts';
import { OrderLineEntity } from '../line/order-line.entity.ts';
import { OrderEntity } from './order.entity.ts';
import { orderLife } from './order.life.ts';

/** A discount cannot be revoked while an order with its price awaits payment (domain §4.4). */
export const whileUnpaid = discountLife.guard({
  event: 'revoke',
  code: 'USED_IN_UNPAID_ORDER',
  when: (d) => sql`guard_discount_awaits_payment(${d.id})`,
});

/**
 * Cancels the unpaid orders whose price can no longer be used (domain §4.4). An order that the upstream reported is
 * paid or cancelled there.
 */
export const unpaidWithoutPrice = discountLife.on(['unbind', 'delist'], (tx, { id }) =>
  tx.asSystem('orders', async (system) => {
    const found = await system.find(
      OrderEntity,
      (
        d,
      ) => sql`${d.status} = 'PENDING_PAYMENT' and ${d.paymentDueAt} is not null and ${d.discountId} = ${id}
        and exists (select 1 from ${sql.table(OrderLineEntity)} l
          join ${sql.table(ExclusiveDiscountLineEntity)} p on p.id = l.discount_line_id
          where l.order_id = ${d.id} and p.state = 'UNUSABLE')`,
    );
    const ids = found.map((one) => one.id).sort();
    await system.fire(orderLife, await system.getAll(orderLife, ids), 'endPrice');
  }),
);
