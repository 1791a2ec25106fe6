import {
  type BillTerms,
  type ComputedBill,
  computeBill,
  type PendingLine,
} from '../formula/compute-bill.ts';

/** Safety bounds that park a partner, in the order in which they are checked; the last one is that of failed attempts. */
export const RUN_BOUNDS = [
  'NEGATIVE_TOTAL',
  'NOT_CERTIFIED',
  'SUSPENDED',
  'ABOVE_USUAL',
  'FAILED',
] as const;
export type RunBound = (typeof RUN_BOUNDS)[number];

export interface Bounds {
  /** Percent by which a bill may exceed the mean of the last three. */
  readonly growthPercent: bigint;
  readonly parksNegative: boolean;
  readonly parksUncertified: boolean;
}

export interface PartnerFacts {
  readonly pending: readonly PendingLine[];
  /** Whether the partner was certified at the run's instant. */
  readonly isCertified: boolean;
  /** Whether the partner was suspended at the run's instant. */
  readonly isSuspended: boolean;
  /** Totals of the last three bills, or of fewer. */
  readonly lastBills: readonly bigint[];
}

/** Number of earlier bills from which the usual amount follows; a partner with fewer has none. */
export const USUAL_BILLS = 3;

export interface Decision {
  readonly status: 'BILLED' | 'NOTHING' | 'PARKED';
  readonly bound: RunBound | null;
  /** The bill that is made, or that would be made without the bound. */
  readonly bill: ComputedBill;
}

/**
 * Decides what a bill run does for a partner. A bound parks the partner only if there is something to bill or to
 * deduct; an uncertified partner gets no bill in any case (domain §3.1). A suspended one could neither dispute nor
 * invoice its bill, so that its claims wait for its reinstatement.
 */
export function decide(facts: PartnerFacts, terms: BillTerms, bounds: Bounds): Decision {
  const bill = computeBill(facts.pending, terms);
  const parked = (bound: RunBound): Decision => ({ status: 'PARKED', bound, bill });
  if (bill.pendingMinor < 0n && bounds.parksNegative) return parked('NEGATIVE_TOTAL');
  const nothing: Decision = { status: 'NOTHING', bound: null, bill };
  if (bill.lines.length === 0) return nothing;
  if (!facts.isCertified) return bounds.parksUncertified ? parked('NOT_CERTIFIED') : nothing;
  if (facts.isSuspended) return parked('SUSPENDED');
  if (isAboveUsual(bill.grossMinor, facts.lastBills, bounds)) return parked('ABOVE_USUAL');
  return { status: 'BILLED', bound: null, bill };
}

/** Returns the mean of the last bills, rounded down; null with fewer than {@link USUAL_BILLS}. */
export const usualMinor = (lastBills: readonly bigint[]): bigint | null =>
  lastBills.length < USUAL_BILLS ? null : sum(lastBills) / BigInt(lastBills.length);

/** Compares without division, so that a bill of exactly the bound passes. */
const isAboveUsual = (
  grossMinor: bigint,
  lastBills: readonly bigint[],
  { growthPercent }: Bounds,
): boolean =>
  lastBills.length >= USUAL_BILLS &&
  grossMinor * BigInt(lastBills.length) * 100n > sum(lastBills) * (100n + growthPercent);

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n);
