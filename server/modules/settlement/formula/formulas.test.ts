import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  invoiceSplit,
  reachesThreshold,
  refundDeduction,
  type ShareTerms,
  settle,
  shareBase,
} from './formulas.ts';

const terms = (
  strategy: ShareTerms['strategy'],
  shareRatio: string,
  productVatRate = '0.13',
  serviceVatRate = '0.06',
): ShareTerms => ({ strategy, shareRatio, productVatRate, serviceVatRate });

describe('settlement of a line', () => {
  it.each([
    ['0.13', '0.06', 112_566n],
    ['0.06', '0.06', 120_000n],
    ['0.13', '0.01', 107_257n],
    ['0.03', '0.06', 123_495n],
  ])('own sale of 10,000.00 at 12 %%, v %s, s %s', (v, s, expected) => {
    expect(settle(1_000_000n, terms('OWN_SALE', '0.12', v, s))).toBe(expected);
  });

  it.each([
    [123_457n, '0.13', '0.06', 115_809n],
    [199n, '0.13', '0.06', 187n],
    [1_000_000n, '0.13', '0.03', 911_504n],
  ])('VAT of %s converted from %s to %s', (base, v, s, expected) => {
    expect(settle(base, terms('OWN_SALE', '1', v, s))).toBe(expected);
  });

  it.each([
    [1_000_000n, '0.12', 120_000n],
    [888_888n, '0.125', 111_111n],
    [333n, '0.15', 50n],
  ])('joint sale of %s at %s', (cash, share, expected) => {
    expect(settle(cash, terms('JOINT_SALE', share))).toBe(expected);
  });

  it('margin of a former dealer', () => {
    const amounts = { dealMinor: 1_000_000n, cashMinor: 1_000_000n, floorMinor: 800_000n };
    const base = shareBase('LEGACY_MARGIN', amounts);
    expect(base).toBe(200_000n);
    expect(settle(base, terms('LEGACY_MARGIN', '0.9'))).toBe(168_850n);
    expect(shareBase('OWN_SALE', { ...amounts, cashMinor: 700n })).toBe(700n);
  });

  it('a margin sale below the floor earns nothing', () => {
    const below = { dealMinor: 600_000n, cashMinor: 600_000n, floorMinor: 800_000n };
    expect(shareBase('LEGACY_MARGIN', below)).toBe(0n);
    expect(shareBase('LEGACY_MARGIN', { ...below, floorMinor: 600_000n })).toBe(0n);
    expect(shareBase('LEGACY_MARGIN', { ...below, floorMinor: 599_999n })).toBe(1n);
  });
});

describe('split of an invoice', () => {
  it.each([
    [112_566n, '0.06', 106_194n, 6_372n],
    [120_000n, '0.06', 113_208n, 6_792n],
    [107_257n, '0.01', 106_195n, 1_062n],
  ])('%s at %s', (gross, s, net, tax) => {
    expect(invoiceSplit(gross, s)).toEqual({ net, tax });
  });
});

describe('a refund', () => {
  const CASH = 1_000_000n;
  const line = { settledMinor: 112_566n, refundedCashMinor: 0n, deductedMinor: 0n };

  it('takes back its part, and the last one the rest', () => {
    expect(refundDeduction(400_000n, line, CASH)).toBe(-45_026n);
    const rest = { ...line, refundedCashMinor: 400_000n, deductedMinor: 45_026n };
    expect(refundDeduction(600_000n, rest, CASH)).toBe(-67_540n);
  });

  it('takes back nothing of a line that an adjustment took back, and never pays', () => {
    const nothing = { ...line, settledMinor: 0n };
    expect(refundDeduction(400_000n, nothing, CASH)).toBe(0n);
    expect(refundDeduction(CASH, nothing, CASH)).toBe(0n);
    const less = { ...line, settledMinor: -1_000n };
    expect(refundDeduction(400_000n, less, CASH)).toBe(0n);
    expect(refundDeduction(CASH, less, CASH)).toBe(0n);
    const over = { settledMinor: 12_566n, refundedCashMinor: 400_000n, deductedMinor: 45_026n };
    expect(refundDeduction(100_000n, over, CASH)).toBe(0n);
  });

  it('takes back exactly what was settled, however it is cut and adjusted', () => {
    const cuts = fc.array(
      fc.record({
        part: fc.bigInt({ min: 1n, max: 1_000_000n }),
        adjustment: fc.bigInt({ min: 0n, max: 10n ** 7n }),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(cuts, fc.bigInt({ min: 0n, max: 10n ** 9n }), (parts, sale) => {
        const cashMinor = parts.reduce((sum, { part }) => sum + part, 0n);
        let [settledMinor, refundedCashMinor, deductedMinor] = [sale, 0n, 0n];
        for (const { part, adjustment } of parts) {
          settledMinor += adjustment;
          const settled = { settledMinor, refundedCashMinor, deductedMinor };
          const deduction = refundDeduction(part, settled, cashMinor);
          expect(deduction <= 0n).toBe(true);
          refundedCashMinor += part;
          deductedMinor -= deduction;
        }
        expect(deductedMinor).toBe(settledMinor);
      }),
    );
  });
});

it('the threshold is reached at the fen', () => {
  expect(reachesThreshold(99_999n, 100_000n)).toBe(false);
  expect(reachesThreshold(100_000n, 100_000n)).toBe(true);
});
