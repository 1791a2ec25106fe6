import { money, moneySql, Ratio } from '../../platform/money.ts';
import type { ShareStrategy } from '../orders/index.ts';

/**
 * Formulas of domain §5.2–§5.4, §5.7 and §5.8. Amounts are minor units, rates decimal text; each result is
 * divided and rounded once, half away from zero. The SQL below computes the same values.
 */

/**
 * Factor that converts an amount with the product's VAT to one with the VAT of the service fee: (1 + s) / (1
 * + v).
 */
export const vatConversion = (productVatRate: string, serviceVatRate: string): Ratio =>
  Ratio.onePlus(serviceVatRate).over(Ratio.onePlus(productVatRate));

export interface ShareTerms {
  readonly strategy: ShareStrategy;
  /** Share ratio of the partner; in a margin sale, share of the margin (0.9). */
  readonly shareRatio: string;
  /** v, output VAT rate of the product. */
  readonly productVatRate: string;
  /** s, VAT rate of the partner's service fee. */
  readonly serviceVatRate: string;
}

export interface LineAmounts {
  readonly dealMinor: bigint;
  readonly cashMinor: bigint;
  /** Margin sales only. */
  readonly floorMinor: bigint | null;
}

/** Returns the amount to which the share ratio applies: the cash, or in a margin sale the margin. */
export const shareBase = (strategy: ShareStrategy, amounts: LineAmounts): bigint =>
  strategy === 'LEGACY_MARGIN' ? amounts.dealMinor - (amounts.floorMinor ?? 0n) : amounts.cashMinor;

/**
 * Returns the settlement of one line, including tax. A joint sale includes tax already (domain §5.3); the
 * other strategies convert the product's VAT to that of the service fee (domain §5.2).
 */
export function settle(baseMinor: bigint, terms: ShareTerms): bigint {
  const share = Ratio.of(terms.shareRatio);
  if (terms.strategy === 'JOINT_SALE') return share.apply(baseMinor);
  return share.times(vatConversion(terms.productVatRate, terms.serviceVatRate)).apply(baseMinor);
}

/** Returns net and tax of an invoice: `net = round(gross / (1 + s))`, the rest is tax (domain §5.4). */
export const invoiceSplit = money.netOfVat;

/** Settlement of a line and the refunds of it so far. Amounts are positive. */
export interface Settled {
  readonly settledMinor: bigint;
  readonly cashMinor: bigint;
  readonly refundedCashMinor: bigint;
  readonly deductedMinor: bigint;
}

/**
 * Returns the deduction for a refund of `refundMinor` cash, negative (domain §5.7). The refund of the
 * remaining cash deducts the remaining settlement, so that a full refund deducts exactly the settlement.
 */
export function refundDeduction(refundMinor: bigint, line: Settled): bigint {
  const left = line.deductedMinor - line.settledMinor;
  if (line.refundedCashMinor + refundMinor >= line.cashMinor) return left;
  const part = -Ratio.share(refundMinor, line.cashMinor).apply(line.settledMinor);
  // Earlier parts that were rounded up may have left less than this one.
  if (part < left) return left;
  return part;
}

/** Whether the lines of one product type are billed: from the threshold on, including tax (domain §5.8). */
export const reachesThreshold = (totalMinor: bigint, thresholdMinor: bigint): boolean =>
  totalMinor >= thresholdMinor;

/** SQL text of {@link shareBase}; the arguments are expressions. */
export const shareBaseSql = (strategy: string, deal: string, cash: string, floor: string): string =>
  `case when ${strategy} = 'LEGACY_MARGIN' then ${deal} - ${floor} else ${cash} end`;

/** SQL text of {@link settle}; null where the strategy is null. */
export const settleSql = (
  base: string,
  { strategy, share, v, s }: { strategy: string; share: string; v: string; s: string },
): string =>
  `case when ${strategy} = 'JOINT_SALE' then ${moneySql.applyRate(base, share)} when ${strategy} is not null then ` +
  `${moneySql.quotient(`(${base})::numeric * ${share} * (1 + (${s})::numeric)`, `(1 + (${v})::numeric)`)} end`;

/** SQL text of the proportional part of {@link refundDeduction}; `refund` is positive. */
export const refundDeductionSql = (refund: string, settled: string, cash: string): string =>
  `-${moneySql.quotient(`(${settled})::numeric * (${refund})`, `(${cash})::numeric`)}`;
