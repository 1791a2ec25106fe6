import { expect, test } from '@jest/globals';
import { contrast } from './contrast.ts';

test('contrast goes from 1 to 21, whichever color comes first', () => {
  expect(contrast('#000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#fff', '#000000')).toBeCloseTo(21, 5);
  expect(contrast('#7a8497', '#7a8497')).toBe(1);
  expect(contrast('#1f5fd0', '#fff')).toBeCloseTo(5.8, 1);
});
