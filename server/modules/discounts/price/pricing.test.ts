import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { priceLine } from './pricing.ts';

describe('price of a discount line', () => {
  it('is the worked example of the rules', () => {
    expect(priceLine(1_234_567n, '0.8', { payRate: '0.85' })).toEqual({
      payRate: '0.85',
      netMinor: 1_049_382n,
      belowFloor: false,
    });
    expect(priceLine(1_234_567n, '0.8', { payRate: '1.000000' }).netMinor).toBe(1_234_567n);
  });

  it('keeps a net price to the fen and shows the nearest rate', () => {
    expect(priceLine(30_000n, '0.8', { netMinor: 25_555n })).toEqual({
      payRate: '0.851833',
      netMinor: 25_555n,
      belowFloor: false,
    });
  });

  it('is below the floor only when it is less than what the floor gives', () => {
    expect(priceLine(1_234_567n, '0.85', { payRate: '0.849999' }).belowFloor).toBe(true);
    expect(priceLine(1_234_567n, '0.85', { netMinor: 1_049_382n }).belowFloor).toBe(false);
    expect(priceLine(1_234_567n, '0.85', { netMinor: 1_049_381n }).belowFloor).toBe(true);
  });

  it('never exceeds the list price nor changes it at the full rate', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (list, millionths) => {
          const rate = (millionths / 1_000_000).toFixed(6);
          const { netMinor } = priceLine(list, '0.000001', { payRate: rate });
          expect(netMinor <= list).toBe(true);
          expect(priceLine(list, '0.000001', { payRate: '1' }).netMinor).toBe(list);
        },
      ),
    );
  });
});
