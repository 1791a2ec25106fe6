import { formatMinorSql } from '../../platform/money.ts';
import { pageRoot, type Reads, reads, type SqlOf } from '../../platform/read/declare.ts';
import { range } from '../../platform/read/filters.ts';
import { raw, textOf } from '../../platform/read/sql.ts';
import { orderLine } from './order.read.ts';
import { OrderLineEntity } from './order-line.entity.ts';
import { OrderRowType } from './order-row.type.ts';

const amount =
  (property: string): SqlOf =>
  (d) =>
    raw(formatMinorSql(textOf(d[property]!)));

/** Order lines by the thousand: the same rows, in the same scope. */
export const orderRow: Reads = reads(OrderRowType, OrderLineEntity, {
  id: 'orw',
  scope: orderLine.spec.scope,
  ...(orderLine.spec.narrow && { narrow: orderLine.spec.narrow }),
  fields: {
    listAmount: amount('listMinor'),
    dealAmount: amount('dealMinor'),
    cashAmount: amount('cashMinor'),
  },
  filters: { placedWithin: range('placedAt', 'Placed within this range.') },
  orders: { PLACED: ['placedAt', 'id'] },
  roots: {
    orderRows: pageRoot('Order lines as flat rows, newest first, for reading many (明细).', {
      most: 1_000,
    }),
  },
});
