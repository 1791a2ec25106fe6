import type { ProductType } from '../../catalog/index.ts';
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
  /** Refunded line, for refunds only, with what earlier bills settled of it; null if they have none of it. */
  readonly refundOf: {
    readonly orderLineId: string;
    readonly cashMinor: bigint;
    readonly settled: Settled | null;
  } | null;
  /** Decided correction of an earlier bill, for adjustments only; that of a refund names the refunded line. */
  readonly adjustment?: {
    readonly id: string;
    readonly amountMinor: bigint;
    readonly refundOfId: string | null;
  };
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
  /** Refunded line, of a refund or of its adjustment. */
  readonly refundOfId: string | null;
  readonly productType: ProductType;
  readonly month: string;
  readonly baseMinor: bigint;
  readonly terms: ShareTerms;
  readonly settlementMinor: bigint;
  /** Cash of the refunded sale with what was settled of it before this line, for refunds only. */
  readonly sale: (Settled & { readonly cashMinor: bigint }) | null;
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
  /** Settled amounts of the bill by order line; refunds and adjustments count for the line of the sale. */
  readonly settled: ReadonlyMap<string, Settled>;
  /** Product types that have not reached the threshold; their lines stay pending. */
  readonly carriedOver: readonly ProductType[];
}

/**
 * Computes a partner's bill of one month (domain §3.1, §5.8). `pending` holds its sales, then adjustments, then refunds,
 * each in the order in which they became billable: a refund deducts from a sale with its adjustments. Product types below
 * the threshold stay pending, including negative sums; without lines there is nothing to bill.
 */
export function computeBill(pending: readonly PendingLine[], bill: BillTerms): ComputedBill {
  const settled = new Map<string, Settled>();
  const computed = pending.flatMap((line) => {
    const made = settleLine(line, bill, settled);
    if (made) book(settled, made);
    return made ?? [];
  });
  const groups = Map.groupBy(computed, (line) => line.productType);
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
    settled: lines.reduce(book, new Map<string, Settled>()),
    carriedOver: [...groups.keys()].filter((productType) => !reached.has(productType)),
  };
}

const total = (lines: readonly ComputedLine[]): bigint =>
  lines.reduce((sum, line) => sum + line.settlementMinor, 0n);

/** Returns the sums and numbers of a bill's lines, in all and of earlier months, which the bill keeps. */
export function lineSums(lines: readonly ComputedLine[], period: string) {
  const of = Object.groupBy(lines, ({ kind }) => kind);
  const carried = Object.groupBy(
    lines.filter(({ month }) => month < period),
    ({ kind }) => kind,
  );
  return {
    salesMinor: total(of.SALE ?? []),
    refundsMinor: total(of.REFUND ?? []),
    adjustmentsMinor: total(of.ADJUSTMENT ?? []),
    carriedSalesMinor: total(carried.SALE ?? []),
    carriedRefundsMinor: total(carried.REFUND ?? []),
    carriedAdjustmentsMinor: total(carried.ADJUSTMENT ?? []),
    orderCount: new Set(lines.map(({ orderNumber }) => orderNumber)).size,
    refundCount: of.REFUND?.length ?? 0,
    adjustmentCount: of.ADJUSTMENT?.length ?? 0,
  };
}

/** Adds up what two sets of bill lines settled of one order line. */
export const plus = (a: Settled | null | undefined, b: Settled): Settled => ({
  settledMinor: (a?.settledMinor ?? 0n) + b.settledMinor,
  refundedCashMinor: (a?.refundedCashMinor ?? 0n) + b.refundedCashMinor,
  deductedMinor: (a?.deductedMinor ?? 0n) + b.deductedMinor,
});

function book(settled: Map<string, Settled>, line: ComputedLine): Map<string, Settled> {
  const { orderLineId, refundOfId, cashMinor, settlementMinor } = line;
  const id = refundOfId ?? orderLineId;
  const change =
    refundOfId === null
      ? { settledMinor: settlementMinor, refundedCashMinor: 0n, deductedMinor: 0n }
      : { settledMinor: 0n, refundedCashMinor: -cashMinor, deductedMinor: -settlementMinor };
  return settled.set(id, plus(settled.get(id), change));
}

/** Settles one line; null for a refund whose original is neither billed nor pending in this run. */
function settleLine(
  line: PendingLine,
  { serviceVatRate }: BillTerms,
  settled: ReadonlyMap<string, Settled>,
): ComputedLine | null {
  const terms = { ...line.terms, serviceVatRate };
  const { refundOf, adjustment, terms: _, ...facts } = line;
  const made = (
    kind: ComputedLine['kind'],
    settlementMinor: bigint,
    baseMinor: bigint,
    sale: ComputedLine['sale'] = null,
  ) => ({
    ...facts,
    kind,
    adjustmentId: adjustment?.id ?? null,
    refundOfId: adjustment?.refundOfId ?? refundOf?.orderLineId ?? null,
    baseMinor,
    terms,
    settlementMinor,
    sale,
  });
  if (adjustment) return made('ADJUSTMENT', adjustment.amountMinor, 0n);
  if (!refundOf) {
    const base = shareBase(terms.strategy, line);
    return made('SALE', settle(base, terms), base);
  }
  const inRun = settled.get(refundOf.orderLineId);
  if (!refundOf.settled && !inRun) return null;
  const original = inRun ? plus(refundOf.settled, inRun) : refundOf.settled!;
  return made(
    'REFUND',
    refundDeduction(-line.cashMinor, original, refundOf.cashMinor),
    line.cashMinor,
    { ...original, cashMinor: refundOf.cashMinor },
  );
}
