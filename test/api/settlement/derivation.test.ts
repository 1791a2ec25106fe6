import { beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { recompute } from '../../kit/recompute.ts';
import { testStage } from '../../kit/test-world.ts';
import { setStage } from '../discounts/stage.ts';
import { type LineFacts, lineOf, noon, ordered, refunded } from '../orders/deals.ts';
import { certified, type Money, run } from './bills.ts';
import { DERIVATION, recomputeBills, recomputeOrders } from './derivations.ts';

const stage = testStage('derivation', setStage);
let money: Money;
let bill: string;
const lines: Record<string, string> = {};

const sold = async (cashMinor: bigint, line: LineFacts = {}): Promise<string> =>
  (await ordered(stage, { lines: [{ listMinor: cashMinor, ...line }] })).lineIds[0]!;
const explained = async (name: string): Promise<any> =>
  (await lineOf(money.finance, lines[name]!, `billLine { derivation ${DERIVATION} }`)).billLine
    .derivation;

beforeAll(async () => {
  money = await certified(stage);
  lines.own = await sold(36_800_000n, { shareRatio: '0.08' });
  lines.joint = await sold(888_888n, { strategy: 'JOINT_SALE', shareRatio: '0.125' });
  lines.margin = await sold(1_000_000n, {
    strategy: 'LEGACY_MARGIN',
    shareRatio: '0.9',
    floorMinor: 800_000n,
  });
  lines.thirds = await sold(1_000_000n);
  // Three parts: the last one takes what rounding left.
  for (const [name, cash, day] of [
    ['first', 333_333n, '02-23'],
    ['second', 333_333n, '02-24'],
    ['last', 333_334n, '02-25'],
  ] as const)
    lines[name] = (await refunded(stage, lines.thirds, cash, noon(day))).lineIds[0]!;
  stage.world.clock.advance(24 * 3_600_000);
  [bill] = (await run(stage, '2026-02')) as [string];
});

describe('the derivation of a bill line', () => {
  it('explains 368,000 × 8 %', async () => {
    expect(await explained('own')).toEqual({
      rule: 'OWN_SALE',
      formula: 'cash * shareRatio / (1 + productVatRate) * (1 + serviceVatRate)',
      version: '2026-12',
      rounding: 'HALF_UP',
      inputs: [
        { name: 'cash', value: '368000.00', unit: 'CNY' },
        { name: 'shareRatio', value: '0.08', unit: 'RATE' },
        { name: 'productVatRate', value: '0.13', unit: 'RATE' },
        { name: 'serviceVatRate', value: '0.06', unit: 'RATE' },
      ],
      steps: [
        { operation: 'cash', value: '368000.00', isExact: true },
        { operation: '* shareRatio', value: '29440.00', isExact: true },
        { operation: '/ (1 + productVatRate)', value: '26053.097345', isExact: false },
        { operation: '* (1 + serviceVatRate)', value: '27616.283185', isExact: false },
      ],
      result: { amount: '27616.28', currency: 'CNY' },
    });
  });

  it('follows the strategy', async () => {
    expect((await explained('joint')).formula).toBe('cash * shareRatio');
    expect(await explained('margin')).toMatchObject({
      formula:
        'max(0, dealPrice - floorPrice) * shareRatio / (1 + productVatRate) * (1 + serviceVatRate)',
      result: { amount: '1688.50' },
    });
  });

  it('takes the rest with the last refund', async () => {
    const first = await explained('first');
    expect(first.formula).toBe('settled * refund / originalCash');
    expect(first.inputs.map(({ value }: any) => value)).toEqual([
      '1125.66',
      '-3333.33',
      '10000.00',
    ]);
    const last = await explained('last');
    expect(last).toMatchObject({
      rule: 'REFUND_REST',
      formula: 'min(0, deducted - settled)',
      inputs: [
        { name: 'deducted', value: '750.44' },
        { name: 'settled', value: '1125.66' },
      ],
      result: { amount: '-375.22' },
    });
  });

  it('needs only the parts that are asked for, under any name', async () => {
    const line = await lineOf(
      money.finance,
      lines.own!,
      'billLine { d: derivation { f: rule inputs { n: name } __typename } }',
    );
    expect(line.billLine.d).toEqual({
      f: 'OWN_SALE',
      inputs: ['cash', 'shareRatio', 'productVatRate', 'serviceVatRate'].map((n) => ({ n })),
      __typename: 'Derivation',
    });
  });
});

describe('every derivation', () => {
  it.each([
    ['a', '0.005', 1n],
    ['a', '-0.005', -1n],
    ['a / 3', '0.01', 0n],
    ['a - (1 / 3)', '2.01', 168n],
    ['(a - 3) * 2', '0.5', -500n],
    ['max(0, a - 3) * 2', '0.5', 0n],
    ['min(a, 3 - a) + 1', '0.5', 150n],
  ])('is computed exactly and rounded once: %s with %s', (formula, value, fen) => {
    expect(recompute({ formula, inputs: [{ name: 'a', value }] })).toBe(fen);
  });

  it.each(['a ^ 2', 'b', 'a *'])(
    'is computed only from its text and inputs: "%s" fails',
    (formula) => {
      expect(() => recompute({ formula, inputs: [{ name: 'a', value: '1' }] })).toThrow();
    },
  );

  it('of a bill, computed again, is the amount', async () => {
    const found = await recomputeBills(money.finance);
    expect(found.wrong).toEqual([]);
    expect(Object.fromEntries(found.rules)).toEqual({
      BILL_GROSS: 2,
      BILL_NET: 1,
      BILL_TAX: 1,
      OWN_SALE: 2,
      JOINT_SALE: 1,
      LEGACY_MARGIN: 1,
      REFUND_PART: 2,
      REFUND_REST: 1,
    });
  });

  it('of an order line, computed again, is the amount', async () => {
    await sold(999_999n, { payRate: '0.333333' });
    const found = await recomputeOrders(money.finance);
    expect(found.wrong).toEqual([]);
    expect(found.of('PRICE_BY_RATE')).toBe(5);
    expect(found.of('none')).toBe(0);
  });

  it('of a settlement is hidden from the roles that do not see the amount', async () => {
    const fields = `dealPriceDerivation ${DERIVATION} settlementDerivation ${DERIVATION}`;
    const rep = await stage.world.member(stage.partner, 'csp.manager');
    expect((await lineOf(rep, lines.own!, fields)).settlementDerivation).not.toBeNull();
    const seen = await lineOf(stage.sellerManager, lines.own!, fields);
    expect(seen.settlementDerivation).toBeNull();
    expect(seen.dealPriceDerivation).toMatchObject({ formula: 'listPrice * payRate' });
  });

  it('changes with nothing that happens after the bill', async () => {
    const before = await explained('own');
    await stage.world.rows(sql`update taxpayer_profile set taxpayer_type = 'SMALL_SCALE'`);
    expect(await explained('own')).toEqual(before);
    expect((await recomputeBills(money.finance)).wrong).toEqual([]);
    expect(bill).toBeTruthy();
  });
});
