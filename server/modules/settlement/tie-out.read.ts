import { computed } from '../../platform/read/computed.ts';
import type { Columns } from '../../platform/sql/columns.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { OrderLineEntity } from '../orders/index.ts';
import { BillAdjustmentEntity } from './adjustment/adjustment.entity.ts';
import { type SettlementBill, SettlementBillEntity } from './bill.entity.ts';
import { SettlementBillLineEntity } from './bill-line.entity.ts';
import { refundDeductionSql, settleSql, shareBaseSql } from './formulas.ts';

const ORDER_LINE = sql.tableName(OrderLineEntity);
const ADJUSTMENT = sql.tableName(BillAdjustmentEntity);
const BILL = sql.tableName(SettlementBillEntity);
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

/** Deducted so far of a line: the rounded parts, at most the settlement, and all of it once the cash is refunded. */
const taken = (cash: string, parts: string): string =>
  `case when ${cash} >= f.cash then f.settled else least(f.settled, ${parts}) end`;

/**
 * Deduction for the refund line `w` that the line `b` of a bill settled, from the orders alone: the deductions
 * up to it less those before it. Bill lines give only the order of the refunds.
 */
const deduction = (period: string): string => `(
  select ${taken('f.earlier_cash', 'f.earlier')} - ${taken('f.all_cash', 'f.every')} from (
    select o.cash_minor as cash, t.settled,
      -sum(e.cash_minor) as all_cash, -sum(t.part) as every,
      coalesce(-sum(e.cash_minor) filter (where e.id <> w.id), 0) as earlier_cash,
      coalesce(-sum(t.part) filter (where e.id <> w.id), 0) as earlier
    from ${ORDER_LINE} o
      join ${BILL_LINE} ob on ob.order_line_id = o.id and ob.kind = 'SALE'
      join ${BILL} oh on oh.id = ob.bill_id
      join ${ORDER_LINE} e on e.refund_of_id = o.id
      join ${BILL_LINE} eb on eb.order_line_id = e.id and eb.kind = 'REFUND'
      join ${BILL} eh on eh.id = eb.bill_id
      cross join lateral (select ${sale('o', 'oh.service_vat_rate')} as settled) s
      cross join lateral (select s.settled, ${refundDeductionSql('-e.cash_minor', 's.settled', 'nullif(o.cash_minor, 0)')} as part) t
    where o.id = w.refund_of_id and (eh.period, eb.position) <= (${period}, b.position)
    group by o.id, o.cash_minor, t.settled) f)`;

/** JSON of {@link BillTieOutType}. */
export function tieOutSql(d: Columns<keyof SettlementBill & string>): Sql {
  const period = sql.textOf(d.period);
  const fromOrders = `case b.kind when 'SALE' then ${sale('w', sql.textOf(d.serviceVatRate))}
    when 'REFUND' then ${deduction(period)} else (select a.amount_minor from ${ADJUSTMENT} a where a.id = b.adjustment_id) end`;
  const count = (kind: string): Sql => sql.raw(`count(*) filter (where b.kind = '${kind}')::int`);
  return sql`(select json_build_object(
      'orders', ${computed.money(sql.raw(`coalesce(sum(${fromOrders}), 0)::bigint`))},
      'lines', ${computed.money(sql.raw('coalesce(sum(b.settlement_minor), 0)::bigint'))},
      'orderCount', count(distinct w.order_id)::int,
      'refundCount', ${count('REFUND')}, 'adjustmentCount', ${count('ADJUSTMENT')})
    from ${sql.raw(BILL_LINE)} b join ${sql.raw(ORDER_LINE)} w on w.id = b.order_line_id where b.bill_id = ${d.id})`;
}
