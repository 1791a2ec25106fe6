import { decimal, type InputField } from '../../platform/command/input.ts';
import { MoneyError, parseMinor, Ratio } from '../../platform/money.ts';

const checked = (
  description: string,
  code: string,
  test: (value: string) => boolean,
): InputField<string> => {
  const field = decimal(description);
  const holds = (value: string): boolean => {
    try {
      return test(value);
    } catch (error) {
      if (error instanceof MoneyError) return false;
      throw error;
    }
  };
  return { ...field, schema: field.schema.refine(holds, code) };
};

const ONE = Ratio.of('1').numerator;

/** A share from 0 to 1 with at most six decimals; else INVALID_RATE. */
export const shareInput = (description: string): InputField<string> =>
  checked(description, 'INVALID_RATE', (value) => Ratio.of(value).numerator <= ONE);

/** A rate above 0 and at most 1 with at most six decimals; else INVALID_RATE. */
export const rateInput = (description: string): InputField<string> =>
  checked(description, 'INVALID_RATE', (value) => {
    const { numerator } = Ratio.of(value);
    return numerator > 0n && numerator <= ONE;
  });

/** Below a million million: sums over the lines of a discount, an order or a bill stay within `bigint`. */
const PRICE_BOUND = parseMinor('1000000000000');

/** An amount above zero and below 10^12 in major units with at most two decimals; else INVALID_AMOUNT. */
export const priceInput = (description: string): InputField<string> =>
  checked(description, 'INVALID_AMOUNT', (value) => {
    const minor = parseMinor(value);
    return minor > 0n && minor < PRICE_BOUND;
  });
