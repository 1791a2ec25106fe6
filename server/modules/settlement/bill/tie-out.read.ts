import { computed } from '../../../platform/read/computed.ts';
import type { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { OrderLineEntity } from '../../orders/index.ts';
import { BillAdjustmentEntity } from '../adjustment/adjustment.entity.ts';
import { refundDeductionSql, settleSql, shareBaseSql } from '../formula/formulas.ts';
import { settledSql } from '../line/settled.read.ts';
import type { SettlementBill } from './bill.entity.ts';
import { SettlementBillLineEntity } from './bill-line.entity.ts';

const ORDER_LINE = sql.tableName(OrderLineEntity);
const ADJUSTMENT = sql.tableName(BillAdjustmentEntity);
const BILL_LINE = sql.tableName(SettlementBillLineEntity);

/** Settlement of the order line `w` from its frozen terms, at the service VAT `s` of the bill that settled it. */
const sale = (w: string, s: string): string =>
  settleSql(
    shareBaseSql(`${w}.strategy`, `${w}.deal_minor`, `${w}.cash_minor`, `${w}.floor_minor`),
    {
      strategy: `${w}.strategy`,
      share: `${w}.share_ratio`,
      v: `${w}.vat_rate`,
      s,
    },
  );

/** Settlement of the bill line of an alias, from the order line or the adjustment that it bills; null of a refund. */
const fromOrder = (b: string, orderLine: string, s: string): string =>
  `case ${b}.kind when 'SALE' then ${sale(orderLine, s)}
    when 'ADJUSTMENT' then (select a.amount_minor from ${ADJUSTMENT} a where a.id = ${b}.adjustment_id) end`;

/** Deduction for the refund line `w` of the bill line `bl`. Earlier bill lines give what was deducted before. */
const deduction = (period: string): string => {
  const before = `(sh.period, sb.position) < (${period}, bl.position)`;
  const amount = `coalesce(${fromOrder('sb', 'sx', 'sh.service_vat_rate')}, sb.settlement_minor)`;
  const columns = {
    refund: '-w.cash_minor',
    settled: 'f.settled',
    refunded: 'f.refunded',
    deducted: 'f.deducted',
    cash: 'o.cash_minor',
  };
  return `(select ${refundDeductionSql(columns)} from ${ORDER_LINE} o
    cross join lateral (${settledSql('o.id', before, amount)}) f where o.id = w.refund_of_id)`;
};

type Bill = Columns<keyof SettlementBill & string>;

/** Sum of the lines `bl` of a bill, settled again from their order lines `w`. */
const sumOfOrders = (d: Bill): Sql => {
  const vat = sql.textOf(d.serviceVatRate);
  const line = `case bl.kind when 'REFUND' then ${deduction(sql.textOf(d.period))} else ${fromOrder('bl', 'w', vat)} end`;
  return sql.raw(`coalesce(sum(${line}), 0)::bigint`);
};
const linesOf = (d: Bill): Sql =>
  sql`${sql.raw(BILL_LINE)} bl join ${sql.raw(ORDER_LINE)} w on w.id = bl.order_line_id where bl.bill_id = ${d.id}`;

/** Gross of a bill, settled again from its orders; in minor units. */
export const ordersMinorSql = (d: Bill): Sql => sql`(select ${sumOfOrders(d)} from ${linesOf(d)})`;

/** JSON of {@link BillTieOutType} as the run found it. */
export const tieOutAtRunSql = (d: Bill): Sql => sql`json_build_object(
  'orders', ${computed.money(d.ordersMinor)}, 'lines', ${computed.money(sql`${d.salesMinor} + ${d.refundsMinor} + ${d.adjustmentsMinor}`)},
  'orderCount', ${d.orderCount}, 'refundCount', ${d.refundCount}, 'adjustmentCount', ${d.adjustmentCount})`;

/** JSON of {@link BillTieOutType}, compared again. Reads every line of the bill and its order. */
export function tieOutSql(d: Bill): Sql {
  const count = (kind: string): Sql => sql.raw(`count(*) filter (where bl.kind = '${kind}')::int`);
  return sql`(select json_build_object(
      'orders', ${computed.money(sumOfOrders(d))},
      'lines', ${computed.money(sql.raw('coalesce(sum(bl.settlement_minor), 0)::bigint'))},
      'orderCount', count(distinct w.order_id)::int,
      'refundCount', ${count('REFUND')}, 'adjustmentCount', ${count('ADJUSTMENT')})
    from ${linesOf(d)})`;
}
