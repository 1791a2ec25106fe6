/**
 * A second calculator of bills, written from the business rules alone: domain §3.1 (months, threshold), §5.2 to §5.4
 * (formulas), §5.7 (refunds) and §4.8 (negative totals). It computes with integer fractions and shares no code with the
 * product.
 */

/** A fraction with a positive denominator. */
interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

const fraction = (decimal: string): Fraction => {
  const [whole, digits = ''] = decimal.split('.');
  return { n: BigInt(whole! + digits), d: 10n ** BigInt(digits.length) };
};
const times = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d });
const over = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d, d: a.d * b.n });
const onePlus = ({ n, d }: Fraction): Fraction => ({ n: n + d, d });
const whole = (n: bigint): Fraction => ({ n, d: 1n });

/** Rounds half away from zero to a whole number of fen. */
function round({ n, d }: Fraction): bigint {
  const size = n < 0n ? -n : n;
  const up = size / d + ((size % d) * 2n >= d ? 1n : 0n);
  return n < 0n ? -up : up;
}

export interface Line {
  readonly id: string;
  readonly partner: string;
  readonly productType: string;
  readonly strategy: 'OWN_SALE' | 'JOINT_SALE' | 'LEGACY_MARGIN';
  readonly share: string;
  readonly productVat: string;
  readonly deal: bigint;
  readonly cash: bigint;
  readonly floor: bigint;
  /** Instant at which it is effective, accepted and repaid, in milliseconds. */
  readonly ready: number;
  /** The refunded line; `cash` is then the refunded amount, positive. */
  readonly refundOf: string | null;
  /** The sale that a correction is about, or whose refund it is about. */
  readonly corrects?: {
    readonly sale: string;
    readonly isOfRefund: boolean;
    readonly amount: bigint;
  };
}

export interface Month {
  /** `YYYY-MM`. */
  readonly period: string;
  readonly threshold: bigint;
  serviceVat(partner: string): string;
}

export interface Bill {
  readonly partner: string;
  readonly period: string;
  readonly gross: bigint;
  readonly net: bigint;
  readonly tax: bigint;
  readonly carriedIn: bigint;
  readonly lines: ReadonlyMap<string, bigint>;
}

/** China has one time zone without daylight saving: eight hours before UTC. */
const monthOf = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 7);

function saleOf(line: Line, serviceVat: string): bigint {
  const margin = line.deal > line.floor ? line.deal - line.floor : 0n;
  const base = line.strategy === 'LEGACY_MARGIN' ? margin : line.cash;
  const share = times(whole(base), fraction(line.share));
  if (line.strategy === 'JOINT_SALE') return round(share);
  return round(
    times(over(share, onePlus(fraction(line.productVat))), onePlus(fraction(serviceVat))),
  );
}

interface Original {
  settled: bigint;
  readonly cash: bigint;
  refunded: bigint;
  deducted: bigint;
}

/** The deduction of a refund, and what it leaves. The last refund takes the rest; none pays the partner. */
function deduct(refund: bigint, original: Original): bigint {
  const left = original.settled - original.deducted;
  const rest = left > 0n ? left : 0n;
  const isLast = original.refunded + refund >= original.cash;
  const part = round({ n: original.settled * refund, d: original.cash });
  const deduction = isLast || part > rest || part < 0n ? rest : part;
  original.refunded += refund;
  original.deducted += deduction;
  return -deduction;
}

/** Sales, then corrections, then refunds. */
const rank = (line: Line): number => (line.refundOf !== null ? 2 : line.corrects ? 1 : 0);

const total = (amounts: Iterable<bigint>): bigint => [...amounts].reduce((a, b) => a + b, 0n);

/** The bills of consecutive months. */
export function secondBills(lines: readonly Line[], months: readonly Month[]): Bill[] {
  const bills: Bill[] = [];
  for (const partner of new Set(lines.map((line) => line.partner))) {
    const own = lines
      .filter((line) => line.partner === partner)
      .sort((a, b) => rank(a) - rank(b) || a.ready - b.ready || (a.id < b.id ? -1 : 1));
    const billed = new Map<string, bigint>();
    const originals = new Map<string, Original>();
    for (const month of months) {
      const vat = month.serviceVat(partner);
      // The results of this month are kept only for a product type that is billed.
      const trial = new Map([...originals].map(([id, known]) => [id, { ...known }]));
      const amounts = new Map<Line, bigint>();
      for (const line of own) {
        if (billed.has(line.id) || monthOf(line.ready) > month.period) continue;
        if (line.corrects) {
          const { sale, isOfRefund, amount } = line.corrects;
          const original = trial.get(sale)!;
          if (isOfRefund) original.deducted -= amount;
          else original.settled += amount;
          amounts.set(line, amount);
        } else if (line.refundOf === null) {
          const settled = saleOf(line, vat);
          amounts.set(line, settled);
          trial.set(line.id, { settled, cash: line.cash, refunded: 0n, deducted: 0n });
        } else {
          const original = trial.get(line.refundOf);
          if (original) amounts.set(line, deduct(line.cash, original));
        }
      }
      if (total(amounts.values()) < 0n) continue;
      const groups = Map.groupBy(amounts, ([line]) => line.productType);
      const reached = [...groups.values()]
        .filter((group) => total(group.map(([, amount]) => amount)) >= month.threshold)
        .flat();
      if (reached.length === 0) continue;
      for (const [line, amount] of reached) {
        billed.set(line.id, amount);
        const id = line.refundOf ?? line.corrects?.sale ?? line.id;
        originals.set(id, trial.get(id)!);
      }
      const gross = total(reached.map(([, amount]) => amount));
      const net = round(over(whole(gross), onePlus(fraction(vat))));
      bills.push({
        partner,
        period: month.period,
        gross,
        net,
        tax: gross - net,
        carriedIn: total(
          reached
            .filter(([line]) => monthOf(line.ready) < month.period)
            .map(([, amount]) => amount),
        ),
        lines: new Map(reached.map(([line, amount]) => [line.id, amount])),
      });
    }
  }
  return bills;
}
