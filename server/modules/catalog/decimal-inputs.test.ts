import { expect, it } from '@jest/globals';
import { rateInput } from './decimal-inputs.ts';

// A rate of 0, one above 1 and an invalid one were refused with the same code and sentence.
it.each([
  ['0', ['RATE_NOT_POSITIVE']],
  ['1.000001', ['RATE_ABOVE_ONE']],
  ['0.8500001', ['INVALID_RATE']],
  ['-0.5', ['INVALID_RATE']],
  ['1', []],
  ['0.000001', []],
])('a rate of %s: %j', (rate, codes) => {
  const { error } = rateInput('A rate.').schema.safeParse(rate);
  expect((error?.issues ?? []).map(({ message }) => message)).toEqual(codes);
});
