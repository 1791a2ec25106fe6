import { expect, it } from '@jest/globals';
import { vatClassOf } from './vat-class.ts';

it.each([
  ['SAAS', 'YEAR', 'SERVICE'],
  ['SAAS', 'MONTH', 'SERVICE'],
  ['SAAS', 'ONE_OFF', 'SOFTWARE'],
  ['API', 'ON_DEMAND', 'SERVICE'],
  ['LICENSE', 'ONE_OFF', 'SOFTWARE'],
  ['LICENSE', 'YEAR', 'SERVICE'],
  ['DATA_ASSET', 'ONE_OFF', 'SERVICE'],
  ['MANUAL_SERVICE', 'ONE_OFF', 'SERVICE'],
  ['HARDWARE', 'ONE_OFF', 'HARDWARE'],
  ['HARDWARE', 'MONTH', 'HARDWARE'],
] as const)('%s by %s is of the class %s', (productType, period, vatClass) => {
  expect(vatClassOf(productType, period)).toBe(vatClass);
});
