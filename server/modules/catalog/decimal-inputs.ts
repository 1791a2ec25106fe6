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

/** An amount above zero in major units with at most two decimals; else INVALID_AMOUNT. */
export const priceInput = (description: string): InputField<string> =>
  checked(description, 'INVALID_AMOUNT', (value) => parseMinor(value) > 0n);
