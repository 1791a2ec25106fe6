import { globalId } from '../../../platform/ids.ts';
import { money } from '../../../platform/money.ts';
import { computed } from '../../../platform/read/computed.ts';
import { reads } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { order, orderLine } from '../order/order.read.ts';
import { OrderLineEntity } from './order-line.entity.ts';
import { OrderRowType } from './order-row.type.ts';

const amountOf = (minor: Sql): Sql => sql.raw(money.sql.format(sql.textOf(minor)));

/** Order lines for bulk reading: same rows and same scope. */
export const orderRow = reads(OrderRowType, OrderLineEntity, {
  id: 'orw',
  fields: {
    orderLineId: (d) => sql`${sql.literal(globalId(orderLine.spec.id, ''))} || ${d.id}`,
    orderId: (d) => sql`${sql.literal(globalId(order.spec.id, ''))} || ${d.orderId}`,
    listAmount: computed.of('listMinor', amountOf),
    dealAmount: computed.of('dealMinor', amountOf),
    cashAmount: computed.of('cashMinor', amountOf),
  },
  filters: {
    placedWithin: filter.range('placedAt', 'Range of times at which the order was placed.'),
  },
  orders: { PLACED: ['placedAt', 'id'] },
  roots: {
    orderRows: {
      page: 'Order lines as flat rows, newest first, for bulk reading (明细).',
      most: 1_000,
    },
  },
});
