import { type Sql, sql } from '../../platform/sql/sql.ts';
import { OrderLineEntity } from '../orders/index.ts';
import { BillAdjustmentEntity } from './adjustment/adjustment.entity.ts';
import { SettlementBillLineEntity } from './bill-line.entity.ts';
import { refundPartSql, settleSql, shareBaseSql } from './formulas.ts';
import { readyAt } from './pending-lines.read.ts';
import { serviceVatSql } from './service-vat.read.ts';

const BILLED = sql.tableName(SettlementBillLineEntity);
const ADJUSTMENT = sql.tableName(BillAdjustmentEntity);

export const ready = (l: string): Sql => sql`(${readyAt(l)})`;

/** Settlement of the sale line `l` at current rates; null without an agreed share ratio. */
const sale = (l: string): string =>
  settleSql(
    shareBaseSql(`${l}.strategy`, `${l}.deal_minor`, `${l}.cash_minor`, `${l}.floor_minor`),
    {
      strategy: `${l}.strategy`,
      share: `${l}.share_ratio`,
      v: `${l}.vat_rate`,
      s: sql.textOf(serviceVatSql(sql.raw(`${l}.partner_id`))),
    },
  );

/**
 * SQL text: settlement of the sale line `l` with its adjustments, as billed or at current rates; not below zero. Null
 * without an agreed share ratio.
 */
export const settledSale = (l: string): string => `(
  select greatest(0, t.sale + coalesce((select sum(a.amount_minor) from ${BILLED} b
      join ${ADJUSTMENT} a on a.bill_line_id = b.id where b.order_line_id = ${l}.id), 0))
  from (select coalesce((select b.settlement_minor from ${BILLED} b where b.order_line_id = ${l}.id and b.kind = 'SALE' limit 1), ${sale(l)}) as sale) t
  where t.sale is not null)`;

/**
 * Estimated settlement of the order line `l` at current rates, in minor units. A refund deducts its
 * proportional part; the rounding remainder of the last refund is ignored.
 */
export const estimate = (l: string): Sql => {
  const o = `${l}o`;
  const refund = refundPartSql(`-${l}.cash_minor`, settledSale(o), `${o}.cash_minor`);
  return sql.raw(
    `case when ${l}.refund_of_id is null then ${sale(l)} else (select ${refund} from ${sql.tableName(OrderLineEntity)} ${o} where ${o}.id = ${l}.refund_of_id) end`,
  );
};
