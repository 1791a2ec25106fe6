import { describe, expect, it } from '@jest/globals';
import { calendar } from '../../../platform/calendar.ts';
import { expectedReceipt, type ReceiptFacts } from './receipt.ts';

const at = (day: string, time = '10:00:00'): number => calendar.instantAt(day, time).getTime();

// Thursday, 26 November 2026; no holiday is near.
const facts: ReceiptFacts = {
  nowMs: at('2026-11-26'),
  status: 'PAYING',
  dueMs: at('2026-12-01'),
  sentMs: null,
  unauthorizedLines: 0,
  days: { confirm: 0, countersign: 8, delivery: 3, verify: 2, payment: 6 },
};
const of = (changes: Partial<ReceiptFacts>) => expectedReceipt({ ...facts, ...changes });

describe('the expected receipt of a bill', () => {
  it('is the deadline of the payment, once only the payment is left', () => {
    expect(of({})).toEqual({
      on: '2026-12-01',
      isProvisional: false,
      conditions: [],
      signedForBy: null,
      unauthorizedLines: 0,
    });
  });

  it('is at least today', () => {
    expect(of({ dueMs: at('2026-11-20') })?.on).toBe('2026-11-26');
  });

  it('waits for the sellers beside every other step', () => {
    expect(of({ unauthorizedLines: 2 })).toMatchObject({
      on: '2026-12-01',
      conditions: ['PAYMENT_AUTHORIZED'],
      unauthorizedLines: 2,
    });
  });

  it('counts working days: a signed-for invoice is verified by its deadline and then paid', () => {
    // Monday the 30th and six working days.
    expect(of({ status: 'VERIFYING_INVOICE', dueMs: at('2026-11-30') })).toMatchObject({
      on: '2026-12-08',
      conditions: ['INVOICE_VERIFIED'],
      signedForBy: null,
    });
  });

  it('names the day by which an invoice must be signed for', () => {
    // 27 and 30 November, 1 December; then two and six working days.
    expect(of({ status: 'AWAITING_INVOICE', dueMs: null })).toMatchObject({
      on: '2026-12-11',
      signedForBy: '2026-12-01',
      conditions: ['INVOICE_SIGNED_FOR', 'INVOICE_VERIFIED'],
    });
    // Sent on Tuesday the 24th.
    expect(of({ status: 'AWAITING_INVOICE', dueMs: null, sentMs: at('2026-11-24') })).toMatchObject(
      { on: '2026-12-09', signedForBy: '2026-11-27' },
    );
    // An invoice that was lost starts again.
    expect(of({ status: 'AWAITING_INVOICE', dueMs: null, sentMs: at('2026-11-02') })).toMatchObject(
      { on: '2026-12-11', signedForBy: '2026-12-01' },
    );
  });

  it('adds the countersignature of a bill that is not countersigned yet', () => {
    const { on, conditions } = of({ status: 'COUNTERSIGNING', dueMs: at('2026-12-02') })!;
    expect([on, conditions]).toEqual([
      '2026-12-17',
      ['COUNTERSIGNED', 'INVOICE_SIGNED_FOR', 'INVOICE_VERIFIED'],
    ]);
    expect(of({ status: 'GENERATED', dueMs: at('2026-11-30') })?.on).toBe('2026-12-25');
  });

  it('is provisional in a year without a holiday plan', () => {
    expect(of({ dueMs: at('2031-12-01') })?.isProvisional).toBe(true);
  });

  it('starts again after a rejected payment and is null once paid', () => {
    expect(of({ status: 'PAYMENT_REJECTED', dueMs: null })).toMatchObject({
      on: '2026-12-04',
      conditions: ['PAYMENT_RESUBMITTED'],
    });
    expect(of({ status: 'PAID', dueMs: null })).toBeNull();
  });
});
