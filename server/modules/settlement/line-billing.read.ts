import { Columns } from '../../platform/sql/columns.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { OrderLineEntity } from '../orders/index.ts';
import { BillAdjustmentEntity } from './adjustment/adjustment.entity.ts';
import { refundPartSql, settleSql, shareBaseSql } from './formulas.ts';
import { readyAt } from './pending-lines.read.ts';
import { serviceVatSql } from './service-vat.read.ts';

const ADJUSTMENT = sql.tableName(BillAdjustmentEntity);

export const ready = (l: string): Sql => sql`(${readyAt(l)})`;

type Estimated =
  | 'id'
  | 'refundOfId'
  | 'partnerId'
  | 'strategy'
  | 'dealMinor'
  | 'cashMinor'
  | 'floorMinor'
  | 'shareRatio'
  | 'vatRate';

/** Settlement of the sale line `d` at current rates; null without an agreed share ratio. */
function sale(d: Columns<Estimated>): string {
  const of = (property: Estimated): string => sql.textOf(d[property]);
  return settleSql(
    shareBaseSql(of('strategy'), of('dealMinor'), of('cashMinor'), of('floorMinor')),
    {
      strategy: of('strategy'),
      share: of('shareRatio'),
      v: of('vatRate'),
      s: sql.textOf(serviceVatSql(d.partnerId)),
    },
  );
}

/**
 * SQL text: settlement of the sale line `l` with its adjustments, as billed or at current rates; not below zero. Null
 * without an agreed share ratio. Only a billed line has adjustments.
 */
export const settledSale = (l: string): string => `(
  select case when ${l}.settled_minor is null then t.sale else greatest(0, t.sale + coalesce((
      select sum(a.amount_minor) from ${ADJUSTMENT} a where a.order_line_id = ${l}.id), 0)) end
  from (select coalesce(${l}.settled_minor, ${sale(Columns.in(l))}) as sale) t)`;

/**
 * Estimated settlement of the order line `d` at current rates, in minor units. A refund deducts its
 * proportional part; the rounding remainder of the last refund is ignored.
 */
export const estimate = (d: Columns<Estimated>): Sql => {
  const refund = refundPartSql(`-${sql.textOf(d.cashMinor)}`, 'e.settled', 'e.cash_minor');
  // Without the offset, PostgreSQL computes the settlement of the sale for each of its uses.
  return sql`case when ${d.refundOfId} is null then ${sql.raw(sale(d))} else (select ${sql.raw(refund)} from (
    select ${sql.raw(settledSale('eo'))} as settled, eo.cash_minor from ${sql.table(OrderLineEntity)} eo where eo.id = ${d.refundOfId} offset 0) e) end`;
};
