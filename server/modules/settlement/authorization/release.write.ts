import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { OrderLineEntity } from '../../orders/index.ts';
import { BillAdjustmentEntity } from '../adjustment/adjustment.entity.ts';
import { adjust } from '../adjustment/adjustment.write.ts';
import { SettlementBillLineEntity } from '../bill/bill-line.entity.ts';
import { settledSql } from '../line/settled.read.ts';
import { PaymentAuthorizationEntity } from './authorization.entity.ts';
import { paymentAuthorizationLife } from './authorization.life.ts';

/**
 * Releases the refused lines of a bill: it can be paid in full, and the next bill takes back by adjustment lines what
 * later bills have not deducted yet (domain §4.8).
 */
export async function releaseRefused(tx: Tx, billId: string, reason: string): Promise<void> {
  const refused = await tx.find(
    PaymentAuthorizationEntity,
    (d) => sql`${d.billId} = ${billId} and ${d.status} = 'REFUSED' and ${d.releasedAt} is null`,
    (d) => d.linePosition,
  );
  const left = await leftOf(
    tx,
    refused.map(({ orderLineId }) => orderLineId),
  );
  await tx.asSystem('settlement', async (system) => {
    for (const { id } of refused) {
      const row = await system.get(paymentAuthorizationLife, id);
      await system.fire(paymentAuthorizationLife, row, 'release', { reason });
    }
  });
  for (const { id, billLineId, orderLineId, amountMinor: amount } of refused) {
    const sale = left.get(orderLineId)!;
    // A deduction pays nobody: whether or not the seller refuses it, it stays.
    const taken = sale.minor - amount < 0n ? sale.minor : amount;
    if (taken <= 0n) continue;
    sale.minor -= taken;
    await adjust(tx, billLineId, {
      amountMinor: -taken,
      origin: 'REFUSED_AUTHORIZATION',
      reason,
      sourceId: id,
    });
  }
}

interface Left {
  minor: bigint;
}

/** Reads what is left of the sales of order lines after all refunds and adjustments, by order line. */
async function leftOf(tx: Tx, orderLineIds: readonly string[]): Promise<ReadonlyMap<string, Left>> {
  const rows = await tx.rows<{ id: string; saleId: string; left: string }>(sql`
    select l.id, s.id as "saleId", greatest(0, f.settled - f.deducted + coalesce((
        select sum(a.amount_minor) from ${sql.table(BillAdjustmentEntity)} a join ${sql.table(OrderLineEntity)} x on x.id = a.order_line_id
        where (x.id = s.id or x.refund_of_id = s.id)
          and not exists (select 1 from ${sql.table(SettlementBillLineEntity)} b where b.adjustment_id = a.id)), 0))::text as left
    from ${sql.table(OrderLineEntity)} l
      cross join lateral (select coalesce(l.refund_of_id, l.id) as id) s
      cross join lateral (${sql.raw(settledSql('s.id', 'true'))}) f
    where l.id = any(${orderLineIds}::uuid[])`);
  const sales = new Map(rows.map(({ saleId, left }) => [saleId, { minor: BigInt(left) }]));
  return new Map(rows.map(({ id, saleId }) => [id, sales.get(saleId)!]));
}
