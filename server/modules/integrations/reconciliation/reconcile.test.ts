import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Charge, RECONCILIATION_CLASSES, reconcile } from './reconcile.ts';

const MONTH = '2026-03';
const NEXT = '2026-04';

/** A transaction on which both sides agree: one to three rows of a month. */
const agreed = (tradeId: string) =>
  fc
    .array(
      fc.record({
        list: fc.bigInt({ min: 2n, max: 10_000_000n }),
        rate: fc.integer({ min: 1, max: 100 }),
        cash: fc.integer({ min: 0, max: 100 }),
        isRefund: fc.boolean(),
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map((rows): Charge[] =>
      rows.map(({ list, rate, cash, isRefund }, i) => {
        const deal = (list * BigInt(rate)) / 100n;
        const sign = isRefund ? -1n : 1n;
        return {
          id: `${tradeId}-${i}`,
          tradeId,
          month: MONTH,
          listMinor: sign * list,
          dealMinor: sign * deal,
          cashMinor: (sign * deal * BigInt(cash)) / 100n,
        };
      }),
    );

type Sides = readonly [ours: readonly Charge[], theirs: readonly Charge[]];
type Kind = (typeof RECONCILIATION_CLASSES)[number];

/** Makes the two sides of a transaction differ in one way. */
const PLANT: Readonly<Record<Kind, (rows: readonly Charge[]) => Sides>> = {
  TIMING: (rows) => [rows, rows.map((row) => ({ ...row, month: NEXT }))],
  MISSING_HERE: (rows) => [[], rows],
  MISSING_THERE: (rows) => [rows, []],
  AMOUNT: (rows) => [
    rows,
    rows.map((row, i) => (i > 0 ? row : { ...row, cashMinor: row.cashMinor + 1n })),
  ],
  RATE: (rows) => [
    rows,
    rows.map((row, i) =>
      i > 0 ? row : { ...row, dealMinor: row.dealMinor + 1n, cashMinor: row.cashMinor + 1n },
    ),
  ],
  DUPLICATE: (rows) => [rows, [...rows, { ...rows[0]!, id: 'again' }]],
};

/** Transactions with 200 planted differences among 200 on which both sides agree. */
const corpus = fc
  .tuple(...Array.from({ length: 400 }, (_, i) => agreed(`CS${String(i).padStart(4, '0')}`)))
  .map((trades) => {
    const planted = new Map<string, Kind>();
    const [ours, theirs]: [Charge[], Charge[]] = [[], []];
    for (const [i, rows] of trades.entries()) {
      // A transaction that nets to nothing cannot be told from its repetition in another month.
      const isVoid = rows.reduce((sum, { cashMinor }) => sum + cashMinor, 0n) === 0n;
      const usable = isVoid
        ? rows.map((row) => ({ ...row, cashMinor: row.dealMinor })).slice(0, 1)
        : rows;
      const kind = i % 2 === 0 ? RECONCILIATION_CLASSES[(i / 2) % 6]! : null;
      const sides: Sides = kind ? PLANT[kind](usable) : [usable, usable];
      if (kind) planted.set(usable[0]!.tradeId, kind);
      ours.push(...sides[0]);
      theirs.push(...sides[1]);
    }
    return { ours, theirs, planted };
  });

describe('the reconciliation of a month', () => {
  it('finds every planted difference in its class, and invents none', () => {
    fc.assert(
      fc.property(corpus, ({ ours, theirs, planted }) => {
        const found = reconcile(ours, theirs, MONTH);
        expect(planted.size).toBe(200);
        expect(new Map(found.map(({ tradeId, kind }) => [tradeId, kind]))).toEqual(planted);
        // The rows behind each figure.
        for (const one of found) {
          expect(one.ours).toEqual(ours.filter(({ tradeId }) => tradeId === one.tradeId));
          expect(one.theirs).toEqual(theirs.filter(({ tradeId }) => tradeId === one.tradeId));
        }
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });

  it('is the same for rows in any order, and empty for equal sides', () => {
    fc.assert(
      fc.property(corpus, fc.nat(), ({ ours, theirs }, seed) => {
        const turned = <T>(rows: readonly T[]): T[] => {
          const at = seed % rows.length;
          return [...rows.slice(at), ...rows.slice(0, at)];
        };
        const kinds = (a: readonly Charge[], b: readonly Charge[]) =>
          reconcile(a, b, MONTH).map(({ tradeId, kind }) => `${tradeId} ${kind}`);
        expect(kinds(turned(ours), turned(theirs))).toEqual(kinds(ours, theirs));
        expect(kinds(ours, turned(ours))).toEqual([]);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });
});
