import type { Month } from '../../../platform/calendar.ts';
import type { Rows } from '../../../platform/db/transaction.ts';
import { sql } from '../../../platform/sql/sql.ts';
import {
  PartnerCertificationEntity,
  PartnerEntity,
  TaxpayerProfileEntity,
  type TaxpayerType,
} from '../../partners/index.ts';
import { pendingAdjustments } from '../adjustment/pending-adjustments.read.ts';
import { SettlementBillEntity } from '../bill/bill.entity.ts';
import type { BillTerms, PendingLine } from '../formula/compute-bill.ts';
import { serviceVatRate } from '../formula/service-vat.read.ts';
import { pendingLines } from '../line/pending-lines.read.ts';
import { parkGrowth, parkNegative, parkUncertified, thresholdFen } from '../settlement.policies.ts';
import { type Bounds, type PartnerFacts, USUAL_BILLS } from './run-decision.ts';

/** Instants that freeze the inputs of a run. */
export interface RunTime {
  readonly period: Month;
  /** End of the month: what became billable later is not in the run. */
  readonly cutoffAt: Date;
  /** Instant of which rates, certifications and policies are read. */
  readonly runAt: Date;
}

/** Inputs of a run that are the same for all partners. */
export interface RunTerms extends RunTime {
  readonly bounds: Bounds;
  of(taxpayerType: TaxpayerType): BillTerms;
}

/** Reads rates and bounds in force at the run's instant. */
export async function runTerms(tx: Rows, run: RunTime): Promise<RunTerms> {
  const { period, cutoffAt, runAt } = run;
  const [threshold, growth, negative, uncertified, general, small] = await Promise.all([
    thresholdFen.value(tx, runAt),
    parkGrowth.value(tx, runAt),
    parkNegative.value(tx, runAt),
    parkUncertified.value(tx, runAt),
    serviceVatRate(tx, 'GENERAL', runAt),
    serviceVatRate(tx, 'SMALL_SCALE', runAt),
  ]);
  return {
    period,
    cutoffAt,
    runAt,
    bounds: {
      growthPercent: BigInt(growth),
      parksNegative: negative === 1,
      parksUncertified: uncertified === 1,
    },
    of: (type) => ({
      period,
      serviceVatRate: type === 'GENERAL' ? general : small,
      thresholdMinor: BigInt(threshold),
    }),
  };
}

export interface PartnerInputs extends PartnerFacts {
  readonly partnerId: string;
  /** As certified at the run's instant; otherwise as declared, and GENERAL without a profile. */
  readonly taxpayerType: TaxpayerType;
}

/** Reads the inputs of partners as they were at the run's instants, in the order of the partners' ids. */
export async function runInputs(
  tx: Rows,
  run: RunTime,
  partnerIds: readonly string[],
): Promise<PartnerInputs[]> {
  const [facts, pending, adjustments] = await Promise.all([
    tx.rows<{
      id: string;
      isSuspended: boolean;
      certifiedAs: TaxpayerType | null;
      declaredAs: TaxpayerType | null;
      lastBills: readonly string[];
    }>(sql`
      select p.id, coalesce(p.suspended_at <= ${run.runAt}, false) as "isSuspended", c.taxpayer_type as "certifiedAs", t.taxpayer_type as "declaredAs",
        array(select b.gross_minor::text from ${sql.table(SettlementBillEntity)} b
          where b.partner_id = p.id and b.period < ${run.period} order by b.period desc limit ${USUAL_BILLS}) as "lastBills"
      from ${sql.table(PartnerEntity)} p
        left join ${sql.table(TaxpayerProfileEntity)} t on t.id = p.id
        left join lateral (select taxpayer_type from ${sql.table(PartnerCertificationEntity)} c
          where c.partner_id = p.id and c.since <= ${run.runAt} and (c.until is null or c.until > ${run.runAt})
          order by c.since desc limit 1) c on true
      where p.id = any(${partnerIds}::uuid[]) order by p.id`),
    pendingLines(tx, run, partnerIds),
    pendingAdjustments(tx, run, partnerIds),
  ]);
  return facts.map(({ id, isSuspended, certifiedAs, declaredAs, lastBills }) => ({
    partnerId: id,
    isSuspended,
    taxpayerType: certifiedAs ?? declaredAs ?? 'GENERAL',
    isCertified: certifiedAs !== null,
    lastBills: lastBills.map(BigInt),
    pending: inOrder(pending.get(id) ?? [], adjustments.get(id) ?? []),
  }));
}

/** Sales, adjustments, refunds: a refund deducts from a sale with its adjustments. */
const inOrder = (
  lines: readonly PendingLine[],
  adjustments: readonly PendingLine[],
): PendingLine[] => [
  ...lines.filter(({ refundOf }) => !refundOf),
  ...adjustments,
  ...lines.filter(({ refundOf }) => refundOf),
];
