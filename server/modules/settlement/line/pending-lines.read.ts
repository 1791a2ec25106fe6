import { calendar, type Month } from '../../../platform/calendar.ts';
import type { Rows } from '../../../platform/db/transaction.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import type { ProductType } from '../../catalog/index.ts';
import { ProductEntity } from '../../catalog/index.ts';
import { OrderLineEntity, type ShareStrategy } from '../../orders/index.ts';
import { SettlementBillEntity } from '../bill/bill.entity.ts';
import { SettlementBillLineEntity } from '../bill/bill-line.entity.ts';
import type { PendingLine } from '../formula/compute-bill.ts';
import { settledSql } from './settled.read.ts';

/**
 * Time at which the order line `l` became billable: it took effect, its supervision is completed, its credit
 * repaid (domain §3.1). Null while one of them, or an agreed share ratio, is missing.
 */
export const readyAt = (l: string): Sql =>
  sql.raw(`case when ${l}.strategy is not null and ${l}.supervision <> 'IN_PROGRESS' and ${l}.repayment <> 'OUTSTANDING'
    and ${l}.effective_at is not null then greatest(${l}.effective_at, ${l}.supervision_completed_at, ${l}.repaid_at) end`);

interface Found {
  readonly partnerId: string;
  readonly orderLineId: string;
  readonly orderNumber: string;
  readonly orderPosition: number;
  readonly productType: ProductType;
  readonly readyAt: Date;
  readonly deal: string;
  readonly cash: string;
  readonly floor: string | null;
  readonly strategy: ShareStrategy;
  readonly share: string;
  readonly vat: string;
  readonly refundOfId: string | null;
  readonly originalCash: string | null;
  readonly settled: string | null;
  readonly refunded: string | null;
  readonly deducted: string | null;
}

/**
 * Reads the lines that a bill of `period` may hold, by partner, refunds after sales: those that became billable before
 * the cut-off and are in no bill of an earlier month. Later bills and events do not change the answer.
 */
export async function pendingLines(
  tx: Rows,
  { period, cutoffAt }: { readonly period: Month; readonly cutoffAt: Date },
  partnerIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PendingLine[]>> {
  const rows = await tx.rows<Found>(sql`
    select l.partner_id as "partnerId", l.id as "orderLineId", l.order_number as "orderNumber", l.position as "orderPosition",
      p.product_type as "productType", r.ready_at as "readyAt",
      l.deal_minor::text as deal, l.cash_minor::text as cash, l.floor_minor::text as floor,
      l.strategy, l.share_ratio::text as share, l.vat_rate::text as vat,
      l.refund_of_id as "refundOfId", o.cash_minor::text as "originalCash",
      case when earlier.has_sale then earlier.settled::text end as settled,
      earlier.refunded::text as refunded, earlier.deducted::text as deducted
    from ${sql.table(OrderLineEntity)} l
      join ${sql.table(ProductEntity)} p on p.id = l.product_id
      cross join lateral (select ${readyAt('l')} as ready_at) r
      left join ${sql.table(OrderLineEntity)} o on o.id = l.refund_of_id
      left join lateral (${sql.raw(settledSql('l.refund_of_id', 'true'))} and sh.period < ${period}) earlier on l.refund_of_id is not null
    where l.partner_id = any(${partnerIds}::uuid[]) and r.ready_at < ${cutoffAt}
      and not exists (select 1 from ${sql.table(SettlementBillLineEntity)} b
        join ${sql.table(SettlementBillEntity)} eb on eb.id = b.bill_id and eb.period < ${period}
        where b.order_line_id = l.id and b.kind <> 'ADJUSTMENT')
    order by l.refund_of_id is not null, r.ready_at, l.id`);
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
  month: calendar.monthOf(row.readyAt),
  dealMinor: BigInt(row.deal),
  cashMinor: BigInt(row.cash),
  floorMinor: row.floor === null ? null : BigInt(row.floor),
  terms: { strategy: row.strategy, shareRatio: row.share, productVatRate: row.vat },
  refundOf:
    row.refundOfId === null
      ? null
      : {
          orderLineId: row.refundOfId,
          cashMinor: BigInt(row.originalCash!),
          settled:
            row.settled === null
              ? null
              : {
                  settledMinor: BigInt(row.settled),
                  refundedCashMinor: BigInt(row.refunded!),
                  deductedMinor: BigInt(row.deducted!),
                },
        },
});
