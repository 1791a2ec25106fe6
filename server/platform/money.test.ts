import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CurrencyError, MoneyError, money, Ratio } from './money.ts';

describe('decimal text', () => {
  test.each([
    ['1234.56', 123_456n],
    ['0', 0n],
    ['-0.05', -5n],
    ['7.5', 750n],
    ['999999999999999999.99', 99_999_999_999_999_999_999n],
  ])('%s is %s minor units', (text, minor) => {
    expect(money.parse(text)).toBe(minor);
  });

  test.each(['1.234', '1e3', '', '.5', '1.', '+1', ' 1', '1,000', 'NaN', '0x10'])(
    'refuses "%s"',
    (text) => {
      expect(() => money.parse(text)).toThrow(MoneyError);
    },
  );

  test.each([
    ['1.005', 101n],
    ['-1.005', -101n],
    ['0.004999999999999999', 0n],
    ['12', 1_200n],
  ])('rounds %s to %s minor units', (text, minor) => {
    expect(money.rounded(text)).toBe(minor);
  });

  test('refuses a number that is not text', () => {
    expect(() => money.parse((0.1 + 0.2) as never)).toThrow(MoneyError);
  });

  test('parses formatted amounts to the same value', () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(10n ** 19n), 10n ** 19n),
        (minor) => money.parse(money.format(minor)) === minor,
      ),
    );
  });
});

describe('price (domain §5.1)', () => {
  test.each([
    [1_234_567n, '0.85', 1_049_382n],
    [1_234_567n, '1.00', 1_234_567n],
    [50n, '0.01', 1n],
    [-50n, '0.01', -1n],
    [49n, '0.01', 0n],
  ])('%s × %s = %s', (list, rate, deal) => {
    expect(money.applyRate(list, rate)).toBe(deal);
  });

  test.each(['-0.1', '0.1234567', '85%'])('refuses the rate %s', (rate) => {
    expect(() => money.applyRate(1n, rate)).toThrow(MoneyError);
  });
});

describe('own sale (domain §5.2)', () => {
  test.each([
    [1_000_000n, '0.12', '0.13', '0.06', 112_566n],
    [1_000_000n, '0.12', '0.06', '0.06', 120_000n],
    [1_000_000n, '0.12', '0.13', '0.01', 107_257n],
    [123_457n, '1', '0.13', '0.06', 115_809n],
    [199n, '1', '0.13', '0.06', 187n],
    [1_000_000n, '1', '0.13', '0.03', 911_504n],
  ])('%s × %s / (1 + %s) × (1 + %s) = %s', (cash, share, vat, fee, settled) => {
    expect(Ratio.of(share).over(Ratio.onePlus(vat)).times(Ratio.onePlus(fee)).apply(cash)).toBe(
      settled,
    );
  });

  test('the legacy margin formula', () => {
    const factor = Ratio.onePlus('0.06').over(Ratio.onePlus('0.13')).times(Ratio.of('0.9'));
    expect(factor.apply(1_000_000n - 800_000n)).toBe(168_850n);
  });
});

test.each([
  [1_000_000n, '0.12', 120_000n],
  [888_888n, '0.125', 111_111n],
  [333n, '0.15', 50n],
])('joint sale (domain §5.3): %s × %s = %s', (cash, share, settled) => {
  expect(money.applyRate(cash, share)).toBe(settled);
});

test.each([
  [112_566n, '0.06', 106_194n, 6_372n],
  [120_000n, '0.06', 113_208n, 6_792n],
  [107_257n, '0.01', 106_195n, 1_062n],
])('invoice (domain §5.4): %s at %s is %s + %s', (gross, rate, net, tax) => {
  expect(money.netOfVat(gross, rate)).toEqual({ net, tax });
});

test('refund (domain §5.7) is the share of the refunded cash', () => {
  expect(-Ratio.share(400_000n, 1_000_000n).apply(112_566n)).toBe(-45_026n);
  expect(() => Ratio.share(1n, 0n)).toThrow(MoneyError);
});

test('a rate has at most six decimals and no trailing zeros', () => {
  expect(Ratio.text('0.850000')).toBe('0.85');
  expect(Ratio.text('1.000000')).toBe('1');
  expect(Ratio.share(2n, 3n).toRate()).toBe('0.666667');
  expect(Ratio.share(0n, 3n).toRate()).toBe('0');
});

test('ratios compare by value, regardless of their terms', () => {
  expect(Ratio.of('0.5').compare(Ratio.share(1n, 2n))).toBe(0);
  expect(Ratio.of('0.5').compare(Ratio.share(2n, 3n))).toBe(-1);
  expect(Ratio.share(-2n, -3n).compare(Ratio.of('0.5'))).toBe(1);
});

test('the currency of an input is the site’s, or is refused', () => {
  expect(money.parseCurrency('cny')).toBe(money.currency);
  expect(() => money.parseCurrency('USD')).toThrow(new CurrencyError('USD'));
  expect(new CurrencyError('USD').message).toBe('Amounts are in CNY, not USD.');
});
