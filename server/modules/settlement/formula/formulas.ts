import { money, Ratio } from '../../../platform/money.ts';
import type { ShareStrategy } from '../../orders/index.ts';
import { Expression, type Fraction } from './expression.ts';

/**
 * Formulas of domain §5.1–§5.4, §5.7 and §5.8. Amounts are minor units, rates decimal text; each result is
 * divided and rounded once, half away from zero. The text of a formula is its only source: value, SQL and
 * derivation follow from it.
 */

/**
 * Version of the formulas, the month from which they apply. A change of a text below needs a new one, and the old text
 * in {@link EARLIER}.
 */
export const FORMULA_VERSION = '2026-12';

/**
 * Amount to which the share ratio of a strategy applies. The margin is never below zero: a sale below the floor earns
 * nothing and costs the partner nothing.
 */
const BASE: Readonly<Record<ShareStrategy, Expression>> = {
  OWN_SALE: new Expression('cash'),
  JOINT_SALE: new Expression('cash'),
  LEGACY_MARGIN: new Expression('max(0, dealPrice - floorPrice)'),
};

const CONVERTED = new Expression('base * shareRatio / (1 + productVatRate) * (1 + serviceVatRate)');

/**
 * Settlement from the base. A joint sale includes tax already (domain §5.3); the other strategies convert the
 * product's VAT to that of the service fee (domain §5.2).
 */
const SETTLEMENT: Readonly<Record<ShareStrategy, Expression>> = {
  OWN_SALE: CONVERTED,
  JOINT_SALE: new Expression('base * shareRatio'),
  LEGACY_MARGIN: CONVERTED,
};

/** Proportional part of a refund, negative like the refunded cash (domain §5.7). */
const REFUND_PART = new Expression('settled * refund / originalCash');
const NET = new Expression('gross / (1 + serviceVatRate)');

const settlement = (strategy: ShareStrategy): Expression =>
  SETTLEMENT[strategy].with('base', BASE[strategy]);

/** Formulas by the rule that a derivation names. */
export const FORMULAS = {
  OWN_SALE: settlement('OWN_SALE'),
  JOINT_SALE: settlement('JOINT_SALE'),
  LEGACY_MARGIN: settlement('LEGACY_MARGIN'),
  REFUND_PART,
  /** The last refund of a line takes the rest, so that a full refund deducts exactly what was settled; none pays. */
  REFUND_REST: new Expression('min(0, deducted - settled)'),
  ADJUSTMENT: new Expression('adjustment'),
  BILL_GROSS: new Expression('sales + refunds + adjustments'),
  BILL_NET: NET,
  BILL_TAX: new Expression('gross - net'),
  PRICE_BY_RATE: new Expression('listPrice * payRate'),
  PRICE_BY_NET: new Expression('netPrice * quantity'),
} as const satisfies Readonly<Record<string, Expression>>;
export type FormulaRule = keyof typeof FORMULAS;

/** Formulas of earlier versions, for proofs that were made with them. */
const EARLIER: Readonly<Record<string, Partial<Record<FormulaRule, Expression>>>> = {
  '2026-01': {
    LEGACY_MARGIN: CONVERTED.with('base', new Expression('dealPrice - floorPrice')),
    REFUND_REST: new Expression('deducted - settled'),
  },
};

/** Returns the formula of a rule in a version; undefined for an unknown version. */
export function formulaOf(rule: FormulaRule, version: string): Expression | undefined {
  if (version === FORMULA_VERSION) return FORMULAS[rule];
  return EARLIER[version] && (EARLIER[version][rule] ?? FORMULAS[rule]);
}

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

const whole = (top: bigint): Fraction => ({ top, bottom: 1n });
const rate = (text: string): Fraction => {
  const { numerator, denominator } = Ratio.of(text);
  return { top: numerator, bottom: denominator };
};

/** Returns the value of an expression, rounded once. The result has the unit of the amounts. */
function rounded(expression: Expression, inputs: Readonly<Record<string, Fraction>>): bigint {
  const { top, bottom } = expression.value((name) => inputs[name]!);
  return Ratio.share(top, bottom).apply(1n);
}

/** SQL text of {@link rounded}; `columns` are SQL texts by input. */
function roundedSql(expression: Expression, columns: Readonly<Record<string, string>>): string {
  const { top, bottom } = expression.sql((name) => columns[name]!);
  return bottom === null ? `round(${top})::bigint` : money.sql.quotient(top, bottom);
}

/** Returns the amount to which the share ratio applies: the cash, or in a margin sale the margin. */
export const shareBase = (strategy: ShareStrategy, amounts: LineAmounts): bigint =>
  rounded(BASE[strategy], {
    cash: whole(amounts.cashMinor),
    dealPrice: whole(amounts.dealMinor),
    floorPrice: whole(amounts.floorMinor ?? 0n),
  });

/** Returns the settlement of one line from its base, including tax. */
export const settle = (baseMinor: bigint, terms: ShareTerms): bigint =>
  rounded(SETTLEMENT[terms.strategy], {
    base: whole(baseMinor),
    shareRatio: rate(terms.shareRatio),
    productVatRate: rate(terms.productVatRate),
    serviceVatRate: rate(terms.serviceVatRate),
  });

/** Returns net and tax of an invoice: `net = round(gross / (1 + s))`, the rest is tax (domain §5.4). */
export const invoiceSplit = money.netOfVat;

/** Settled amounts of a line in the bills so far. The refunds are positive amounts. */
export interface Settled {
  /** Settlement of the sale with its adjustments. */
  readonly settledMinor: bigint;
  readonly refundedCashMinor: bigint;
  /** Deductions for its refunds, with their adjustments. */
  readonly deductedMinor: bigint;
}

/**
 * Returns the deduction for a refund of `refundMinor` cash, never above zero (domain §5.7). The refund of the
 * remaining cash deducts the remaining settlement, so that a full refund deducts exactly the settlement with its
 * adjustments.
 */
export function refundDeduction(
  refundMinor: bigint,
  { settledMinor, refundedCashMinor, deductedMinor }: Settled,
  cashMinor: bigint,
): bigint {
  const settled = whole(settledMinor);
  const rest = rounded(FORMULAS.REFUND_REST, { settled, deducted: whole(deductedMinor) });
  if (refundedCashMinor + refundMinor >= cashMinor) return rest;
  const refund = whole(-refundMinor);
  const part = rounded(REFUND_PART, { settled, refund, originalCash: whole(cashMinor) });
  // Earlier parts that were rounded up, or an adjustment, may have left less than this one.
  return part < rest || part > 0n ? rest : part;
}

/** Whether the lines of one product type are billed: from the threshold on, including tax (domain §5.8). */
export const reachesThreshold = (totalMinor: bigint, thresholdMinor: bigint): boolean =>
  totalMinor >= thresholdMinor;

/** SQL text of {@link shareBase}; the arguments are expressions. */
export const shareBaseSql = (
  strategy: string,
  dealPrice: string,
  cash: string,
  floorPrice: string,
): string =>
  `case when ${strategy} = 'LEGACY_MARGIN' then ${roundedSql(BASE.LEGACY_MARGIN, { dealPrice, floorPrice })} else ${cash} end`;

/** SQL text of {@link settle}; null where the strategy is null. */
export const settleSql = (
  base: string,
  { strategy, share, v, s }: { strategy: string; share: string; v: string; s: string },
): string => {
  const columns = { base, shareRatio: share, productVatRate: v, serviceVatRate: s };
  return (
    `case when ${strategy} = 'JOINT_SALE' then ${roundedSql(SETTLEMENT.JOINT_SALE, columns)} ` +
    `when ${strategy} is not null then ${roundedSql(CONVERTED, columns)} end`
  );
};

/** SQL text of the proportional part of {@link refundDeduction}; `refund` is positive. */
export const refundPartSql = (refund: string, settled: string, cash: string): string =>
  roundedSql(REFUND_PART, {
    settled,
    refund: `-(${refund})`,
    originalCash: `nullif(${cash}, 0)`,
  });

/** SQL texts of the arguments of {@link refundDeduction}; `refund` is positive. */
export interface RefundColumns {
  readonly refund: string;
  readonly settled: string;
  readonly refunded: string;
  readonly deducted: string;
  readonly cash: string;
}

/** SQL text: whether a refund takes the rest instead of its proportional part. */
export const takesRestSql = ({
  refund,
  settled,
  refunded,
  deducted,
  cash,
}: RefundColumns): string => {
  const part = refundPartSql(refund, settled, cash);
  return `(${refunded} + ${refund} >= ${cash} or ${part} < ${restSql(settled, deducted)} or ${part} > 0)`;
};

/** SQL text of {@link refundDeduction}. */
export const refundDeductionSql = (columns: RefundColumns): string =>
  `case when ${takesRestSql(columns)} then ${restSql(columns.settled, columns.deducted)} else ${refundPartSql(columns.refund, columns.settled, columns.cash)} end`;

const restSql = (settled: string, deducted: string): string =>
  roundedSql(FORMULAS.REFUND_REST, { settled, deducted });
