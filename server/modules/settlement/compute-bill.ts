import type { ProductType } from '../catalog/index.ts';
import {
  invoiceSplit,
  type LineAmounts,
  reachesThreshold,
  refundDeduction,
  type Settled,
  type ShareTerms,
  settle,
  shareBase,
} from './formulas.ts';

/** Line that may be billed, with the facts that a bill needs. */
export interface PendingLine extends LineAmounts {
  readonly orderLineId: string;
  readonly orderNumber: string;
  /** Position of the line in its order, from 0. */
  readonly orderPosition: number;
  readonly productType: ProductType;
  /** Month in which the line became billable, `YYYY-MM`. */
  readonly month: string;
  readonly terms: Omit<ShareTerms, 'serviceVatRate'>;
  /** Refunded line, for refunds only. Its settlement is null if it is pending in the same run. */
  readonly refundOf: {
    readonly orderLineId: string;
    readonly cashMinor: bigint;
    readonly settled: Omit<Settled, 'cashMinor'> | null;
  } | null;
  /** Decided correction of an earlier bill, for adjustments only. */
  readonly adjustment?: { readonly id: string; readonly amountMinor: bigint };
}

export interface BillTerms {
  /** Month of the bill, `YYYY-MM`. */
  readonly period: string;
  readonly serviceVatRate: string;
  readonly thresholdMinor: bigint;
}

export interface ComputedLine
  extends LineAmounts,
    Pick<PendingLine, 'orderLineId' | 'orderNumber' | 'orderPosition'> {
  readonly kind: 'SALE' | 'REFUND' | 'ADJUSTMENT';
  readonly adjustmentId: string | null;
  readonly productType: ProductType;
  readonly month: string;
  readonly baseMinor: bigint;
  readonly terms: ShareTerms;
  readonly settlementMinor: bigint;
}

export interface ComputedBill {
  readonly lines: readonly ComputedLine[];
  readonly grossMinor: bigint;
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  /** Part of the total that comes from lines of earlier months. */
  readonly carriedInMinor: bigint;
  /** Sum of all lines, including those that stay pending; negative if refunds exceed sales. */
  readonly pendingMinor: bigint;
  /** All lines that were computed, including those that stay pending. */
  readonly pendingLines: readonly ComputedLine[];
  /** Product types that have not reached the threshold; their lines stay pending. */
  readonly carriedOver: readonly ProductType[];
}

/**
 * Computes a partner's bill of one month (domain §3.1, §5.8). `pending` holds its billable lines in the order
 * in which they became billable, refunds after the refunded lines, adjustments last. Product types below the threshold stay
 * pending, including negative sums; null lines means that there is nothing to bill.
 */
export function computeBill(pending: readonly PendingLine[], bill: BillTerms): ComputedBill {
  const settled = new Map<string, Settled>();
  const computed = pending.flatMap((line) => settleLine(line, bill, settled) ?? []);
  const groups = Map.groupBy(computed, (line) => line.productType);
  const total = (lines: readonly ComputedLine[]): bigint =>
    lines.reduce((sum, line) => sum + line.settlementMinor, 0n);
  const reached = new Set(
    [...groups]
      .filter(([, lines]) => reachesThreshold(total(lines), bill.thresholdMinor))
      .map(([productType]) => productType),
  );
  const lines = computed.filter((line) => reached.has(line.productType));
  const grossMinor = total(lines);
  const { net: netMinor, tax: taxMinor } = invoiceSplit(grossMinor, bill.serviceVatRate);
  return {
    lines,
    grossMinor,
    netMinor,
    taxMinor,
    carriedInMinor: total(lines.filter(({ month }) => month < bill.period)),
    pendingMinor: total(computed),
    pendingLines: computed,
    carriedOver: [...groups.keys()].filter((productType) => !reached.has(productType)),
  };
}

/** Settles one line; null for a refund whose original is neither billed nor pending in this run. */
function settleLine(
  line: PendingLine,
  { serviceVatRate }: BillTerms,
  settled: Map<string, Settled>,
): ComputedLine | null {
  const terms = { ...line.terms, serviceVatRate };
  const { refundOf, adjustment, terms: _, ...facts } = line;
  const { orderLineId, cashMinor } = line;
  const made = (kind: ComputedLine['kind'], settlementMinor: bigint, baseMinor: bigint) => ({
    ...facts,
    kind,
    adjustmentId: adjustment?.id ?? null,
    baseMinor,
    terms,
    settlementMinor,
  });
  if (adjustment) return made('ADJUSTMENT', adjustment.amountMinor, 0n);
  if (!refundOf) {
    const base = shareBase(terms.strategy, line);
    const settledMinor = settle(base, terms);
    settled.set(orderLineId, { settledMinor, cashMinor, refundedCashMinor: 0n, deductedMinor: 0n });
    return made('SALE', settledMinor, base);
  }
  const stored = refundOf.settled && { ...refundOf.settled, cashMinor: refundOf.cashMinor };
  const original = settled.get(refundOf.orderLineId) ?? stored;
  if (!original) return null;
  const deduction = refundDeduction(-cashMinor, original);
  settled.set(refundOf.orderLineId, {
    ...original,
    refundedCashMinor: original.refundedCashMinor - cashMinor,
    deductedMinor: original.deductedMinor - deduction,
  });
  return made('REFUND', deduction, cashMinor);
}
