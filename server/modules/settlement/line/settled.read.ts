import { sql } from '../../../platform/sql/sql.ts';
import { OrderLineEntity } from '../../orders/index.ts';
import { SettlementBillEntity } from '../bill/bill.entity.ts';
import { SettlementBillLineEntity } from '../bill/bill-line.entity.ts';

/**
 * SQL text, one row: what the bill lines `sb` of the bills `sh` that meet `before` settled of an order line (`settled`,
 * with its adjustments), the cash of its refunds (`refunded`) and what they deducted, with their adjustments
 * (`deducted`). `has_sale` tells whether the line itself is among them. `amount` is the settlement of `sb`, of which
 * `sx` is the order line.
 */
export const settledSql = (
  orderLineId: string,
  before: string,
  amount = 'sb.settlement_minor',
): string => `
  select coalesce(sum(${amount}) filter (where sx.refund_of_id is null), 0) as settled,
    coalesce(-sum(sb.cash_minor) filter (where sx.refund_of_id is not null), 0) as refunded,
    coalesce(-sum(${amount}) filter (where sx.refund_of_id is not null), 0) as deducted,
    coalesce(bool_or(sb.kind = 'SALE'), false) as has_sale
  from ${sql.tableName(OrderLineEntity)} sx
    join ${sql.tableName(SettlementBillLineEntity)} sb on sb.order_line_id = sx.id
    join ${sql.tableName(SettlementBillEntity)} sh on sh.id = sb.bill_id
  where (sx.id = ${orderLineId} or sx.refund_of_id = ${orderLineId}) and ${before}`;
