import { type Sql, sql } from '../../platform/sql/sql.ts';
import { OrderLineEntity } from '../orders/index.ts';
import { refundDeductionSql, settleSql, shareBaseSql } from './formulas.ts';
import { readyAt } from './pending-lines.read.ts';
import { serviceVatSql } from './service-vat.read.ts';

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
 * Estimated settlement of the order line `l` at current rates, in minor units. A refund deducts its
 * proportional part; the rounding remainder of the last refund is ignored.
 */
export const estimate = (l: string): Sql => {
  const o = `${l}o`;
  const settled = `coalesce((select b.settlement_minor from settlement_bill_line b where b.order_line_id = ${o}.id and b.kind = 'SALE' limit 1), ${sale(o)})`;
  const refund = refundDeductionSql(`-${l}.cash_minor`, settled, `nullif(${o}.cash_minor, 0)`);
  return sql.raw(
    `case when ${l}.refund_of_id is null then ${sale(l)} else (select ${refund} from ${sql.tableName(OrderLineEntity)} ${o} where ${o}.id = ${l}.refund_of_id) end`,
  );
};
