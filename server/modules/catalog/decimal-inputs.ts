import { field } from '../../platform/command/input.ts';
import { money, Ratio } from '../../platform/money.ts';
import type { ReasonCode } from '../../platform/reasons.ts';

/** Decimal input: `unreadable` is the code if `read` cannot parse it; each check has a code of its own. */
function checked(
  description: string,
  read: (value: string) => bigint,
  unreadable: ReasonCode,
  checks: Readonly<Partial<Record<ReasonCode, (value: bigint) => boolean>>>,
) {
  const plain = field.decimal(description);
  const isReadable = (value: string): boolean => {
    try {
      read(value);
      return true;
    } catch {
      return false;
    }
  };
  const readable = plain.schema.refine(isReadable, { error: unreadable, abort: true });
  const schema = Object.entries(checks).reduce(
    (inner, [code, holds]) => inner.refine((value) => holds(read(value)), code),
    readable,
  );
  return { ...plain, schema };
}

const millionths = (rate: string): bigint => Ratio.of(rate).numerator;
const ONE = millionths('1');
const RATE_ABOVE_ONE = (rate: bigint): boolean => rate <= ONE;
const RATE_NOT_POSITIVE = (rate: bigint): boolean => rate > 0n;

/** Share ratio from 0 to 1 with at most six decimals; otherwise RATE_ABOVE_ONE or INVALID_RATE. */
export const shareInput = (description: string) =>
  checked(description, millionths, 'INVALID_RATE', { RATE_ABOVE_ONE });

/**
 * Pay rate above 0 and at most 1 with at most six decimals; otherwise RATE_NOT_POSITIVE, RATE_ABOVE_ONE or
 * INVALID_RATE.
 */
export const rateInput = (description: string) =>
  checked(description, millionths, 'INVALID_RATE', { RATE_NOT_POSITIVE, RATE_ABOVE_ONE });

/** 10^12: sums over the lines of a discount, an order or a bill stay within PostgreSQL's `bigint`. */
const PRICE_BOUND = money.parse('1000000000000');
const INVALID_AMOUNT = (minor: bigint): boolean => minor > 0n && minor < PRICE_BOUND;

const isBounded = (minor: bigint): boolean => -PRICE_BOUND < minor && minor < PRICE_BOUND;

/** Amount of any sign, below 10^12 in major units with at most two decimals; otherwise INVALID_AMOUNT. */
export const amountInput = (description: string) =>
  checked(description, money.parse, 'INVALID_AMOUNT', { INVALID_AMOUNT: isBounded });

const isCorrection = (minor: bigint): boolean => minor !== 0n && isBounded(minor);

/** Amount of any sign other than zero; otherwise INVALID_AMOUNT. */
export const correctionInput = (description: string) =>
  checked(description, money.parse, 'INVALID_AMOUNT', { INVALID_AMOUNT: isCorrection });

/** Amount above zero and below 10^12 in major units with at most two decimals; otherwise INVALID_AMOUNT. */
export const priceInput = (description: string) =>
  checked(description, money.parse, 'INVALID_AMOUNT', { INVALID_AMOUNT });
