/** Classes of differences between charges upstream and order lines here. */
export const RECONCILIATION_CLASSES = [
  'TIMING',
  'MISSING_HERE',
  'MISSING_THERE',
  'AMOUNT',
  'RATE',
  'DUPLICATE',
] as const;
export type ReconciliationClass = (typeof RECONCILIATION_CLASSES)[number];

/** Amounts of one row of a transaction, on one of the two sides. Amounts are in fen; a refund is negative. */
export interface Charge {
  /** Id of the row on its side. */
  readonly id: string;
  /** Id of the order upstream, by which both sides meet. */
  readonly tradeId: string;
  /** Month in Asia/Shanghai, `YYYY-MM`. */
  readonly month: string;
  readonly listMinor: bigint;
  readonly dealMinor: bigint;
  readonly cashMinor: bigint;
}

/** One transaction on which the two sides disagree, with the rows behind each figure. */
export interface ReconciledDifference<C extends Charge = Charge> {
  readonly kind: ReconciliationClass;
  readonly tradeId: string;
  readonly ours: readonly C[];
  readonly theirs: readonly C[];
}

const total = (charges: readonly Charge[], of: 'listMinor' | 'dealMinor' | 'cashMinor'): bigint =>
  charges.reduce((sum, charge) => sum + charge[of], 0n);

const text = ({ month, listMinor, dealMinor, cashMinor }: Charge): string =>
  `${month} ${listMinor} ${dealMinor} ${cashMinor}`;

/** Whether a side has a charge more often than the other one, beside all charges of that one. */
function repeats(more: readonly Charge[], less: readonly Charge[]): boolean {
  if (less.length === 0 || more.length <= less.length) return false;
  const rest = more.map(text);
  for (const one of less) {
    const at = rest.indexOf(text(one));
    if (at < 0) return false;
    rest.splice(at, 1);
  }
  const known = new Set(less.map(text));
  return rest.every((one) => known.has(one));
}

/** Parts of the same list price that differ in what was paid of it: another pay rate. */
const isRate = (ours: readonly Charge[], theirs: readonly Charge[]): boolean =>
  total(ours, 'listMinor') === total(theirs, 'listMinor') &&
  total(ours, 'dealMinor') !== total(theirs, 'dealMinor');

/** Returns the class of one transaction; null if both sides agree. */
function classOf(
  ours: readonly Charge[],
  theirs: readonly Charge[],
  month: string,
): ReconciliationClass | null {
  const here = ours.filter((one) => one.month === month);
  const there = theirs.filter((one) => one.month === month);
  if (here.length === 0 && there.length === 0) return null;
  if (ours.length === 0) return 'MISSING_HERE';
  if (theirs.length === 0) return 'MISSING_THERE';
  if (repeats(ours, theirs) || repeats(theirs, ours)) return 'DUPLICATE';
  const isEqual = (['listMinor', 'dealMinor', 'cashMinor'] as const).every(
    (of) => total(ours, of) === total(theirs, of),
  );
  if (isEqual) {
    const inMonth =
      here.length > 0 === there.length > 0 &&
      total(here, 'dealMinor') === total(there, 'dealMinor') &&
      total(here, 'cashMinor') === total(there, 'cashMinor');
    return inMonth ? null : 'TIMING';
  }
  return isRate(ours, theirs) ? 'RATE' : 'AMOUNT';
}

/**
 * Compares the transactions of a month, charges upstream with order lines here; both lists also hold the months beside
 * it, so that a transaction at the end of a month is recognized (TIMING). A side is summed over its rows: one order
 * may be several charges. Returns the transactions that differ, in the order of their ids.
 */
export function reconcile<C extends Charge>(
  ours: readonly C[],
  theirs: readonly C[],
  month: string,
): readonly ReconciledDifference<C>[] {
  const byTrade = (charges: readonly C[]) => Map.groupBy(charges, ({ tradeId }) => tradeId);
  const [here, there] = [byTrade(ours), byTrade(theirs)];
  const trades = [...new Set([...here.keys(), ...there.keys()])].sort();
  return trades.flatMap((tradeId): ReconciledDifference<C>[] => {
    const sides = { ours: here.get(tradeId) ?? [], theirs: there.get(tradeId) ?? [] };
    const kind = classOf(sides.ours, sides.theirs, month);
    return kind ? [{ kind, tradeId, ...sides }] : [];
  });
}

/** The months of a side's charges for a person; null for a side without charges. */
export const monthsOf = (charges: readonly Charge[]): string | null =>
  charges.length === 0 ? null : [...new Set(charges.map(({ month }) => month))].join(', ');

/** The amounts on which two sides disagree: cash, or deal prices if the cash is equal. Null for a side without charges. */
export function amountsOf(
  ours: readonly Charge[],
  theirs: readonly Charge[],
): { readonly oursMinor: bigint | null; readonly theirsMinor: bigint | null } {
  const of = total(ours, 'cashMinor') === total(theirs, 'cashMinor') ? 'dealMinor' : 'cashMinor';
  const amount = (charges: readonly Charge[]) => (charges.length === 0 ? null : total(charges, of));
  return { oursMinor: amount(ours), theirsMinor: amount(theirs) };
}
