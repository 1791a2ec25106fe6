import { calendar, type Month } from '../../platform/calendar.ts';
import type { Tx } from '../../platform/command/types.ts';
import { sql } from '../../platform/sql/sql.ts';
import type { ProductType } from '../catalog/index.ts';
import { PartnerEntity, TaxpayerProfileEntity } from '../partners/index.ts';
import { billLife, workingDaysAhead } from './bill.life.ts';
import { SettlementBillLineEntity } from './bill-line.entity.ts';
import { SettlementCarryOverEntity } from './carry-over.entity.ts';
import { type ComputedBill, computeBill } from './compute-bill.ts';
import { pendingLines } from './pending-lines.read.ts';
import { SettlementRunEntity } from './run.entity.ts';
import { serviceVatRate } from './service-vat.read.ts';
import { reviewDays, runDay, thresholdFen } from './settlement.policies.ts';

/** Returns 00:00 of the day of a month's bill run: the policy's day, or the next working day. */
export async function runDateOf(tx: Tx, period: Month): Promise<Date> {
  const day = await runDay.value(tx, tx.now);
  return calendar.instantAt(
    calendar.nextWorkingDay(`${calendar.plusMonths(period, 1)}-${String(day).padStart(2, '0')}`),
  );
}

/**
 * Generates the bills of one month for all certified partners, as the system, and returns their ids. Refuses
 * a month that has not ended. A second run of the same month violates `settlement_run_period`.
 */
export async function runBills(tx: Tx, period: Month): Promise<readonly string[]> {
  const { until: cutoffAt } = calendar.periodOf(period);
  if (tx.now < cutoffAt) throw new Error(`The month ${period} has not ended`);
  tx.lock('SettlementRun', period);
  const partners = await tx.rows<{ id: string; taxpayerType: 'GENERAL' | 'SMALL_SCALE' }>(sql`
    select p.id, t.taxpayer_type as "taxpayerType" from ${sql.table(PartnerEntity)} p join ${sql.table(TaxpayerProfileEntity)} t on t.id = p.id
    where p.status = 'CERTIFIED' order by p.id`);
  const [runId, createdAt] = [tx.newId(), tx.now];
  const ids: string[] = [];
  const carriedOver: { readonly partnerId: string; readonly productType: ProductType }[] = [];
  for (const { id: partnerId, taxpayerType } of partners) {
    const vatRate = await serviceVatRate(tx, taxpayerType, tx.now);
    const bill = await billOf(tx, partnerId, period, vatRate);
    if (bill.lines.length > 0) ids.push(await makeBill(tx, partnerId, period, { bill, vatRate }));
    for (const productType of bill.carriedOver) carriedOver.push({ partnerId, productType });
  }
  const billCount = ids.length;
  tx.insert(SettlementRunEntity, { id: runId, createdAt, period, cutoffAt, billCount });
  tx.insert(
    SettlementCarryOverEntity,
    carriedOver.map((left) => ({ id: tx.newId(), createdAt, runId, ...left })),
  );
  return ids;
}

async function billOf(
  tx: Tx,
  partnerId: string,
  period: Month,
  serviceVatRate: string,
): Promise<ComputedBill> {
  const pending = await pendingLines(tx, partnerId, calendar.periodOf(period).until);
  const thresholdMinor = BigInt(await thresholdFen.value(tx, tx.now));
  return computeBill(pending, { period, serviceVatRate, thresholdMinor });
}

async function makeBill(
  tx: Tx,
  partnerId: string,
  period: Month,
  { bill, vatRate }: { readonly bill: ComputedBill; readonly vatRate: string },
): Promise<string> {
  const [serial] = await tx.rows<{ next: string }>(
    sql`select nextval('settlement_bill_serial')::text as next`,
  );
  const row = await tx.begin(
    billLife,
    {
      partnerId,
      period,
      number: `STL-${period.replace('-', '')}-${serial!.next.padStart(6, '0')}`,
      grossMinor: bill.grossMinor,
      netMinor: bill.netMinor,
      taxMinor: bill.taxMinor,
      carriedInMinor: bill.carriedInMinor,
      serviceVatRate: vatRate,
      lineCount: bill.lines.length,
      runAt: tx.now,
      dueAt: await workingDaysAhead(tx, reviewDays),
      sentAt: null,
      countersignedAt: null,
      paymentRequestNumber: null,
      paidAt: null,
      rejectionReason: null,
    },
    'generate',
  );
  const lines = bill.lines.map((line, position) => {
    const { orderLineId, kind, productType, month, cashMinor, baseMinor, settlementMinor } = line;
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
    };
  });
  tx.insert(SettlementBillLineEntity, lines);
  return row.id;
}
