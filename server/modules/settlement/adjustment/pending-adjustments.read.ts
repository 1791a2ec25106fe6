import { calendar, type Month } from '../../../platform/calendar.ts';
import type { Rows } from '../../../platform/db/transaction.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { OrderLineEntity, type ShareStrategy } from '../../orders/index.ts';
import { SettlementBillEntity } from '../bill/bill.entity.ts';
import { SettlementBillLineEntity } from '../bill/bill-line.entity.ts';
import type { PendingLine } from '../formula/compute-bill.ts';
import { BillAdjustmentEntity } from './adjustment.entity.ts';

interface Found {
  readonly id: string;
  readonly partnerId: string;
  readonly amount: string;
  readonly madeAt: Date;
  readonly orderLineId: string;
  readonly refundOfId: string | null;
  readonly orderNumber: string;
  readonly orderPosition: number;
  readonly productType: PendingLine['productType'];
  readonly strategy: ShareStrategy;
  readonly share: string;
  readonly vat: string;
}

/**
 * Reads the adjustments that a bill of `period` may hold, by partner, oldest first: those that were decided before the
 * cut-off and are in no bill of an earlier month. Their terms are those of the line that they correct.
 */
export async function pendingAdjustments(
  tx: Rows,
  { period, cutoffAt }: { readonly period: Month; readonly cutoffAt: Date },
  partnerIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PendingLine[]>> {
  const rows = await tx.rows<Found>(sql`
    select a.id, a.partner_id as "partnerId", a.amount_minor::text as amount,
      a.created_at as "madeAt", a.product_type as "productType",
      o.id as "orderLineId", o.refund_of_id as "refundOfId", o.order_number as "orderNumber", o.position as "orderPosition",
      l.strategy, l.share_ratio::text as share, l.product_vat_rate::text as vat
    from ${sql.table(BillAdjustmentEntity)} a
      join ${sql.table(SettlementBillLineEntity)} l on l.id = a.bill_line_id
      join ${sql.table(OrderLineEntity)} o on o.id = a.order_line_id
    where a.partner_id = any(${partnerIds}::uuid[]) and a.created_at < ${cutoffAt}
      and not exists (select 1 from ${sql.table(SettlementBillLineEntity)} b
        join ${sql.table(SettlementBillEntity)} eb on eb.id = b.bill_id and eb.period < ${period}
        where b.adjustment_id = a.id)
    order by a.created_at, a.id`);
  return new Map(
    [...Map.groupBy(rows, ({ partnerId }) => partnerId)].map(([partnerId, found]) => [
      partnerId,
      found.map(lineOf),
    ]),
  );
}

const lineOf = (row: Found): PendingLine => ({
  orderLineId: row.orderLineId,
  orderNumber: row.orderNumber,
  orderPosition: row.orderPosition,
  productType: row.productType,
  month: calendar.monthOf(row.madeAt),
  dealMinor: 0n,
  cashMinor: 0n,
  floorMinor: null,
  terms: { strategy: row.strategy, shareRatio: row.share, productVatRate: row.vat },
  refundOf: null,
  adjustment: { id: row.id, amountMinor: BigInt(row.amount), refundOfId: row.refundOfId },
});
