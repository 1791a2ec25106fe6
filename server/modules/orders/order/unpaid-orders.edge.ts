import type { Tx } from '../../../platform/command/types.ts';
import type { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { offerLife, PrivateOfferLineEntity } from '../../demands/index.ts';
import { discountLife, ExclusiveDiscountLineEntity } from '../../discounts/index.ts';
import { OrderLineEntity } from '../line/order-line.entity.ts';
import { OrderEntity } from './order.entity.ts';
import { orderLife } from './order.life.ts';

/** A price cannot be revoked while an order with it awaits payment (domain §4.4). */
export const whileUnpaid = [
  discountLife.guard({
    event: 'revoke',
    code: 'USED_IN_UNPAID_ORDER',
    when: (d) => sql`guard_discount_awaits_payment(${d.id})`,
  }),
  // The seller of an offer sees the orders at it.
  offerLife.guard({
    event: 'revoke',
    code: 'USED_IN_UNPAID_ORDER',
    when: (d) => sql`exists (select 1 from ${sql.table(OrderEntity)} o
      where o.private_offer_id = ${d.id} and o.status = 'PENDING_PAYMENT')`,
  }),
];

/**
 * Cancels the unpaid orders at ended prices, which `ended` joins to the order lines `l`. The upstream pays or cancels the
 * orders that it reported.
 */
const endPrices = (
  tx: Tx,
  prices: (order: Columns<'discountId' | 'privateOfferId'>) => Sql,
  ended: Sql,
) =>
  tx.asSystem('orders', async (system) => {
    const found = await system.find(
      OrderEntity,
      (d) => sql`${d.status} = 'PENDING_PAYMENT' and ${d.paymentDueAt} is not null and ${prices(d)}
        and exists (select 1 from ${sql.table(OrderLineEntity)} l ${ended} where l.order_id = ${d.id})`,
    );
    const ids = found.map((one) => one.id).sort();
    await system.fire(orderLife, await system.getAll(orderLife, ids), 'endPrice');
  });

/** Cancels the unpaid orders whose price can no longer be used (domain §4.4). */
export const unpaidWithoutPrice = [
  discountLife.on(['unbind', 'delist'], (tx, { id }) =>
    endPrices(
      tx,
      (d) => sql`${d.discountId} = ${id}`,
      sql`join ${sql.table(ExclusiveDiscountLineEntity)} p on p.id = l.discount_line_id and p.state = 'UNUSABLE'`,
    ),
  ),
  offerLife.on(['delist'], (tx, { id }) =>
    endPrices(
      tx,
      (d) => sql`${d.privateOfferId} = ${id}`,
      sql`join ${sql.table(PrivateOfferLineEntity)} p on p.offer_id = l.private_offer_id
        and p.specification_id = l.specification_id and p.state = 'UNUSABLE'`,
    ),
  ),
];
