import { expect, it } from '@jest/globals';
import { netOf, rateOf } from './rate.ts';

it('shows the other price while one is typed, rounded as the server rounds', () => {
  expect(netOf('128000.00', '0.85')).toBe('108800.00');
  expect(netOf('0.10', '0.05')).toBe('0.01');
  expect(rateOf('86000.00', '70520.00')).toBe('0.82');
  expect(rateOf('12800.00', '11000.50')).toBe('0.859414');
  expect([netOf('100', ''), rateOf('100', ''), rateOf('0.00', '1')]).toEqual(['', '', '']);
});
