import { describe, expect, it } from '@jest/globals';
import { type BillTerms, computeBill, type PendingLine } from './compute-bill.ts';

const APRIL: BillTerms = { period: '2026-04', serviceVatRate: '0.06', thresholdMinor: 100_000n };

let made = 0;
const line = (cashMinor: bigint, facts: Partial<PendingLine> = {}): PendingLine => ({
  orderLineId: `line-${++made}`,
  orderNumber: `CS${made}`,
  orderPosition: 0,
  productType: 'SAAS',
  month: '2026-04',
  dealMinor: cashMinor,
  cashMinor,
  floorMinor: null,
  terms: { strategy: 'JOINT_SALE', shareRatio: '1', productVatRate: '0.13' },
  refundOf: null,
  ...facts,
});
const refund = (of: PendingLine, cash: bigint, settled: bigint | null = null): PendingLine =>
  line(-cash, {
    refundOf: {
      orderLineId: of.orderLineId,
      cashMinor: of.cashMinor,
      settled:
        settled === null
          ? null
          : { settledMinor: settled, refundedCashMinor: 0n, deductedMinor: 0n },
    },
  });

describe('the bill of a month', () => {
  it('carries a small month into the first that reaches the threshold', () => {
    const march = line(60_000n, { month: '2026-03' });
    const alone = computeBill([march], { ...APRIL, period: '2026-03' });
    expect(alone).toMatchObject({ lines: [], grossMinor: 0n, carriedOver: [march.productType] });
    const both = computeBill([march, line(55_000n)], APRIL);
    expect(both).toMatchObject({
      grossMinor: 115_000n,
      carriedInMinor: 60_000n,
      carriedOver: [],
    });
    expect(both.netMinor + both.taxMinor).toBe(115_000n);
  });

  it('counts each product type by itself', () => {
    const small = line(99_999n, { productType: 'LICENSE' });
    const bill = computeBill([line(100_000n), small], APRIL);
    expect(bill.grossMinor).toBe(100_000n);
    expect(bill.carriedOver).toEqual([small.productType]);
  });

  it('is the sum of its rounded lines', () => {
    const odd = {
      terms: { strategy: 'JOINT_SALE', shareRatio: '0.15', productVatRate: '0.13' },
    } as const;
    const bill = computeBill([line(333n, odd), line(333n, odd)], { ...APRIL, thresholdMinor: 0n });
    expect(bill.lines.map((l) => l.settlementMinor)).toEqual([50n, 50n]);
    expect(bill.grossMinor).toBe(100n);
  });

  it('deducts refunds of billed lines and of lines in the same run, to the last fen', () => {
    const own = {
      terms: { strategy: 'OWN_SALE', shareRatio: '0.12', productVatRate: '0.13' },
    } as const;
    const billed = line(1_000_000n, own);
    const partial = computeBill([refund(billed, 400_000n, 112_566n)], {
      ...APRIL,
      thresholdMinor: -1n * 10n ** 9n,
    });
    expect(partial.lines[0]).toMatchObject({ kind: 'REFUND', settlementMinor: -45_026n });

    const fresh = line(1_000_000n, own);
    const same = computeBill(
      [line(1_000_000n), fresh, refund(fresh, 400_000n), refund(fresh, 600_000n)],
      APRIL,
    );
    expect(same.lines.map((l) => l.settlementMinor)).toEqual([
      1_000_000n,
      112_566n,
      -45_026n,
      -67_540n,
    ]);
    expect(same.grossMinor).toBe(1_000_000n);
  });

  it('deducts from a sale with its adjustments, and says what it settled', () => {
    const sold = line(500_000n);
    const adjusted = (amountMinor: bigint): PendingLine => ({
      ...line(0n),
      orderLineId: sold.orderLineId,
      adjustment: { id: `adjustment ${amountMinor}`, amountMinor, refundOfId: null },
    });
    const takenBack = computeBill(
      [line(200_000n), adjusted(-500_000n), refund(sold, 500_000n, 500_000n)],
      { ...APRIL, thresholdMinor: -1_000_000n },
    );
    expect(takenBack.lines.map((l) => [l.kind, l.settlementMinor])).toEqual([
      ['SALE', 200_000n],
      ['ADJUSTMENT', -500_000n],
      ['REFUND', 0n],
    ]);
    const upheld = computeBill(
      [line(900_000n), adjusted(50_000n), refund(sold, 500_000n, 500_000n)],
      APRIL,
    );
    expect(upheld.lines.at(-1)!.settlementMinor).toBe(-550_000n);
    expect(upheld.settled.get(sold.orderLineId)).toEqual({
      settledMinor: 50_000n,
      refundedCashMinor: 500_000n,
      deductedMinor: 550_000n,
    });
  });

  it('leaves a negative sum pending: it is carried forward, nothing is payable', () => {
    const original = line(500_000n);
    const bill = computeBill([line(200_000n), refund(original, 300_000n, 500_000n)], APRIL);
    expect(bill.lines).toEqual([]);
    expect(bill.carriedOver).toEqual(['SAAS']);
  });

  it('waits with a refund until its original is billed', () => {
    const unbilled = line(500_000n);
    const bill = computeBill([line(200_000n), refund(unbilled, 500_000n)], APRIL);
    expect(bill.grossMinor).toBe(200_000n);
    expect(bill.carriedOver).toEqual([]);
  });
});
