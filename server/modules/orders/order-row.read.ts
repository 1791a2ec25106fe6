import { formatMinorSql } from '../../platform/money.ts';
import { of, pageRoot, reads } from '../../platform/read/declare.ts';
import { range } from '../../platform/read/filters.ts';
import { raw, type Sql, textOf } from '../../platform/sql/sql.ts';
import { OrderLineEntity } from './order-line.entity.ts';
import { OrderRowType } from './order-row.type.ts';

const amountOf = (minor: Sql): Sql => raw(formatMinorSql(textOf(minor)));

/** Order lines for bulk reading: same rows and same scope. */
export const orderRow = reads(OrderRowType, OrderLineEntity, {
  id: 'orw',
  fields: {
    listAmount: of('listMinor', amountOf),
    dealAmount: of('dealMinor', amountOf),
    cashAmount: of('cashMinor', amountOf),
  },
  filters: { placedWithin: range('placedAt', 'Range of times at which the order was placed.') },
  orders: { PLACED: ['placedAt', 'id'] },
  roots: {
    orderRows: pageRoot('Order lines as flat rows, newest first, for bulk reading (明细).', {
      most: 1_000,
    }),
  },
});
