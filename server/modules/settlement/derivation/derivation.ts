import { money, Ratio } from '../../../platform/money.ts';
import type { Fraction } from '../formula/expression.ts';
import { FORMULA_VERSION, FORMULAS, type FormulaRule } from '../formula/formulas.ts';

/** Values of a row by input name: minor units, rates and counts as text. A rule uses those of its formula. */
export type DerivationFacts = Readonly<Record<string, string | null>> & {
  readonly rule: FormulaRule;
  /** Amount to explain, in minor units. */
  readonly result: string;
};

/** Inputs that are no amounts. */
const UNITS: Readonly<Record<string, 'RATE' | 'COUNT'>> = {
  shareRatio: 'RATE',
  productVatRate: 'RATE',
  serviceVatRate: 'RATE',
  payRate: 'RATE',
  quantity: 'COUNT',
};
const STEP_DECIMALS = 6;

/** A number as decimal text, cut off after six decimals. */
function decimal({ top, bottom }: Fraction): { value: string; isExact: boolean } {
  const scale = 10n ** BigInt(STEP_DECIMALS);
  const size = (top < 0n ? -top : top) * scale;
  const digits = String(size / bottom).padStart(STEP_DECIMALS + 1, '0');
  const [integer, fraction] = [digits.slice(0, -STEP_DECIMALS), digits.slice(-STEP_DECIMALS)];
  const value = `${integer}.${fraction.slice(0, 2)}${fraction.slice(2).replace(/0+$/, '')}`;
  return {
    value: `${top < 0n && /[1-9]/.test(value) ? '-' : ''}${value}`,
    isExact: size % bottom === 0n,
  };
}

/** Explains an amount: the formula of its rule, the inputs in major units, and each step. */
export function derive(facts: DerivationFacts) {
  const formula = FORMULAS[facts.rule];
  const inputs = formula.names.map((name) => {
    const fact = facts[name] ?? '0';
    const unit: typeof money.currency | 'RATE' | 'COUNT' = UNITS[name] ?? money.currency;
    return { name, unit, value: unit === money.currency ? money.format(BigInt(fact)) : fact };
  });
  const fractionOf = (name: string): Fraction => {
    const fact = facts[name] ?? '0';
    if (UNITS[name] === undefined) return { top: BigInt(fact), bottom: 100n };
    const { numerator, denominator } = Ratio.of(fact);
    return { top: numerator, bottom: denominator };
  };
  return {
    rule: facts.rule,
    formula: formula.text,
    version: FORMULA_VERSION,
    inputs,
    steps: formula
      .steps(fractionOf)
      .map(({ operation, value }) => ({ operation, ...decimal(value) })),
    rounding: 'HALF_UP' as const,
    result: money.wire(BigInt(facts.result)),
  };
}
export type Derivation = ReturnType<typeof derive>;
