import type { Month } from '../../../platform/calendar.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { Columns } from '../../../platform/sql/columns.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { type ComputedBill, type ComputedLine, lineSums } from '../formula/compute-bill.ts';
import { SettlementRunEntity } from '../run/run.entity.ts';
import { reviewDays } from '../settlement.policies.ts';
import { type SettlementBill, SettlementBillEntity } from './bill.entity.ts';
import { billLife } from './bill.life.ts';
import { SettlementBillLineEntity } from './bill-line.entity.ts';
import { type SealedLine, sealOf } from './seal.ts';
import { ordersMinorSql } from './tie-out.read.ts';

/** Returns the seal of a bill that was computed, whether or not it is stored. */
export const sealOfComputed = (bill: ComputedBill, period: Month, serviceVatRate: string): string =>
  sealOf({ ...bill, period, serviceVatRate }, bill.lines.map(sealed));

const sealed = ({ terms, ...line }: ComputedLine): SealedLine => ({ ...line, ...terms });

/**
 * Returns the next number of the run's month: "STL-202602-000001". The run's row stays locked until the transaction
 * ends, so that a bill that is rolled back leaves no gap.
 */
async function nextNumber(tx: Tx, runId: string, period: Month): Promise<string> {
  const [run] = await tx.rows<{ serial: number }>(sql`
    update ${sql.table(SettlementRunEntity)} set bill_count = bill_count + 1 where id = ${runId} returning bill_count as serial`);
  return `STL-${period.replace('-', '')}-${String(run!.serial).padStart(6, '0')}`;
}

/** Stores a computed bill with its lines and its seal, as the system. */
export async function makeBill(
  tx: Tx,
  of: { readonly runId: string; readonly period: Month; readonly partnerId: string },
  bill: ComputedBill,
  serviceVatRate: string,
): Promise<SettlementBill> {
  const { runId, period, partnerId } = of;
  const { grossMinor, netMinor, taxMinor, carriedInMinor } = bill;
  const row = await tx.begin(
    billLife,
    {
      partnerId,
      period,
      number: await nextNumber(tx, runId, period),
      grossMinor,
      netMinor,
      taxMinor,
      carriedInMinor,
      serviceVatRate,
      lineCount: bill.lines.length,
      ...lineSums(bill.lines, period),
      // Unknown until the lines are stored.
      ordersMinor: 0n,
      seal: sealOfComputed(bill, period, serviceVatRate),
      runAt: tx.now,
      dueAt: await reviewDays.ahead(tx),
      sentAt: null,
      countersignedAt: null,
      paymentRequestNumber: null,
      paidAt: null,
      paymentReference: null,
      paidOn: null,
      rejectionReason: null,
    },
    'generate',
  );
  tx.insert(
    SettlementBillLineEntity,
    bill.lines.map((line, position) => {
      const { orderLineId, kind, productType, month, cashMinor, baseMinor, settlementMinor } = line;
      const { adjustmentId, orderNumber, orderPosition, dealMinor, floorMinor, sale } = line;
      const isSale = kind === 'SALE';
      return {
        id: tx.newId(),
        createdAt: tx.now,
        billId: row.id,
        position,
        partnerId,
        orderLineId,
        kind,
        productType,
        month,
        cashMinor,
        baseMinor,
        ...line.terms,
        settlementMinor,
        adjustmentId,
        orderNumber,
        orderPosition,
        dealMinor: isSale ? dealMinor : null,
        floorMinor: isSale ? floorMinor : null,
        saleCashMinor: sale?.cashMinor ?? null,
        saleSettledMinor: sale?.settledMinor ?? null,
        saleRefundedMinor: sale?.refundedCashMinor ?? null,
        saleDeductedMinor: sale?.deductedMinor ?? null,
      };
    }),
  );
  tx.write(
    sql`update ${sql.table(SettlementBillEntity)} b set orders_minor = ${ordersMinorSql(Columns.in('b', SettlementBillEntity))} where b.id = ${row.id}`,
  );
  return row;
}
