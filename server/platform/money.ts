/**
 * Money and rates. An amount is an integer number of minor units (fen) of the site's currency. A
 * rate is an exact decimal, stored as text. A result is rounded once, half away from zero. The SQL fragments
 * compute the same values in PostgreSQL.
 */

/** The one currency of the site, as an ISO 4217 code with two decimals. */
const CURRENCY = 'CNY';
export type Currency = typeof CURRENCY;

const DECIMALS = 2;
const RATE_DECIMALS = 6;
/** More decimals than any upstream sends. */
const MOST_DECIMALS = 18;

/** Thrown for text that is not an amount or rate, and for undefined arithmetic. */
export class MoneyError extends Error {}

/** Thrown for an input in a currency other than the site's. */
export class CurrencyError extends MoneyError {
  constructor(readonly currency: string) {
    super(`Amounts are in ${CURRENCY}, not ${currency}.`);
  }
}

/** Reads the currency of an input, in upper or lower case. Throws CurrencyError for any currency but the site's. */
function parseCurrency(text: string): Currency {
  if (text.toUpperCase() !== CURRENCY) throw new CurrencyError(text);
  return CURRENCY;
}

/** Reads a decimal text such as "1234.56" into minor units. Throws MoneyError for anything else. */
function parseMinor(amount: string): bigint {
  return parseDecimal(amount, DECIMALS).units;
}

/** Reads a decimal text with any number of decimals, rounded to minor units. Throws MoneyError for other text. */
function roundedMinor(amount: string): bigint {
  const { units, scale } = parseDecimal(amount, MOST_DECIMALS);
  return roundedQuotient(units * 10n ** BigInt(DECIMALS), scale);
}

/** Minor units as decimal text with two decimals: `123456n` → "1234.56". */
function formatMinor(minor: bigint): string {
  const digits = abs(minor)
    .toString()
    .padStart(DECIMALS + 1, '0');
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`;
}

/** The wire form of an amount. */
const formatMoney = (minor: bigint): { amount: string; currency: Currency } => ({
  amount: formatMinor(minor),
  currency: CURRENCY as Currency,
});

/** An amount within a text: "CNY 1234.50". */
const moneyText = (minor: bigint): string => `${CURRENCY} ${formatMinor(minor)}`;

/** An exact rational number. */
export class Ratio {
  private constructor(
    readonly numerator: bigint,
    readonly denominator: bigint,
  ) {}

  /** A rate such as "0.85" (at most six decimals, not negative). Throws MoneyError for any other text. */
  static of(rate: string): Ratio {
    const { units, scale } = parseDecimal(rate, RATE_DECIMALS);
    if (units < 0n) throw new MoneyError(`A rate cannot be negative: "${rate}"`);
    return new Ratio(units, scale);
  }

  /** A rate without trailing zeros: "0.850000" → "0.85". */
  static text(rate: string): string {
    return Ratio.of(rate).toRate();
  }

  /** `1 + rate`, the factor between a net and a gross amount. */
  static onePlus(rate: string): Ratio {
    const { numerator, denominator } = Ratio.of(rate);
    return new Ratio(numerator + denominator, denominator);
  }

  /** `part / whole` of two amounts. Throws MoneyError when `whole` is zero. */
  static share(part: bigint, whole: bigint): Ratio {
    if (whole === 0n) throw new MoneyError('A share of zero is undefined');
    return whole < 0n ? new Ratio(-part, -whole) : new Ratio(part, whole);
  }

  times(other: Ratio): Ratio {
    return new Ratio(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  /** Throws MoneyError when `other` is zero. */
  over(other: Ratio): Ratio {
    return this.times(Ratio.share(other.denominator, other.numerator));
  }

  /** `minor × ratio`, rounded once, half away from zero. */
  apply(minor: bigint): bigint {
    return roundedQuotient(minor * this.numerator, this.denominator);
  }

  /** The nearest rate as decimal text without trailing zeros: `2/3` → "0.666667". */
  toRate(): string {
    const scale = 10n ** BigInt(RATE_DECIMALS);
    const units = this.apply(scale);
    const fraction = (units % scale).toString().padStart(RATE_DECIMALS, '0').replace(/0+$/, '');
    return `${units / scale}${fraction && `.${fraction}`}`;
  }

  /** -1, 0 or 1: this ratio less than, equal to or more than another. */
  compare(other: Ratio): -1 | 0 | 1 {
    const left = this.numerator * other.denominator;
    const right = other.numerator * this.denominator;
    return left < right ? -1 : left > right ? 1 : 0;
  }
}

/** `minor × rate`, rounded once, half away from zero (domain §5.1). */
const applyRate = (minor: bigint, rate: string): bigint => Ratio.of(rate).apply(minor);

/** Splits a tax-inclusive amount into net and tax, `net = round(gross / (1 + rate))` (domain §5.4). */
function netOfVat(gross: bigint, rate: string): { net: bigint; tax: bigint } {
  const whole = Ratio.of('1');
  const net = whole.over(Ratio.onePlus(rate)).apply(gross);
  return { net, tax: gross - net };
}

/**
 * Splits an amount in proportion to weights, none negative and one positive: each part is rounded down, and the
 * largest remainders get one more, so that the parts add up.
 */
function split(total: bigint, weights: readonly bigint[]): bigint[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0n);
  if (whole <= 0n) throw new MoneyError('An amount cannot be split by weights of zero');
  const parts = weights.map((weight, i) => ({
    i,
    minor: (total * weight) / whole,
    rest: (total * weight) % whole,
  }));
  const missing = total - parts.reduce((sum, { minor }) => sum + minor, 0n);
  const byRest = [...parts].sort((a, b) => Number(b.rest > a.rest) - Number(b.rest < a.rest));
  for (const part of byRest.slice(0, Number(missing))) part.minor += 1n;
  return parts.map(({ minor }) => minor);
}

/** SQL text: `minor × rate`, rounded as {@link applyRate}. `numeric` multiplies exactly and rounds away from zero. */
const applyRateSql = (minorExpr: string, rateExpr: string): string =>
  `round((${minorExpr})::numeric * (${rateExpr})::numeric)::bigint`;

/**
 * SQL text: `numerator / denominator` (denominator positive), rounded as {@link Ratio.apply}. Uses `div`,
 * which is exact; the `/` of `numeric` would round a first time.
 */
const roundedQuotientSql = (numeratorExpr: string, denominatorExpr: string): string =>
  `(sign((${numeratorExpr})::numeric) * div(2 * abs((${numeratorExpr})::numeric) + (${denominatorExpr}), ` +
  `2 * (${denominatorExpr})::numeric))::bigint`;

/** SQL text: the net part of a tax-inclusive amount, as {@link netOfVat}. */
const netOfVatSql = (grossExpr: string, rateExpr: string): string =>
  roundedQuotientSql(grossExpr, `1 + (${rateExpr})::numeric`);

/** SQL text: minor units as the decimal text of {@link formatMinor}. The factor gives the result two decimals. */
const formatMinorSql = (minorExpr: string): string => `((${minorExpr})::bigint * 0.01)::text`;

/** The same computations as SQL text. */
const moneySql = {
  applyRate: applyRateSql,
  quotient: roundedQuotientSql,
  netOfVat: netOfVatSql,
  format: formatMinorSql,
};

/** Amounts in minor units. */
export const money = {
  currency: CURRENCY as Currency,
  parse: parseMinor,
  rounded: roundedMinor,
  parseCurrency,
  format: formatMinor,
  wire: formatMoney,
  text: moneyText,
  applyRate,
  netOfVat,
  split,
  sql: moneySql,
};

const abs = (value: bigint): bigint => (value < 0n ? -value : value);

function roundedQuotient(numerator: bigint, denominator: bigint): bigint {
  const rounded = (2n * abs(numerator) + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

function parseDecimal(text: string, decimals: number): { units: bigint; scale: bigint } {
  const match = /^(-?)(\d{1,18})(?:\.(\d+))?$/.exec(text);
  const fraction = match?.[3] ?? '';
  if (!match || fraction.length > decimals) {
    throw new MoneyError(`Not a decimal number with at most ${decimals} decimals: "${text}"`);
  }
  const units = BigInt(match[2] + fraction.padEnd(decimals, '0'));
  return { units: match[1] ? -units : units, scale: 10n ** BigInt(decimals) };
}
