import { calendar } from '../../../platform/calendar.ts';
import type { ExpectedReceiptType, ReceiptConditionEnum } from './receipt.type.ts';

type Condition = keyof typeof ReceiptConditionEnum;

/** Facts of an unpaid bill, as SQL reads them. Instants are milliseconds, steps are working days. */
export interface ReceiptFacts {
  readonly nowMs: number;
  readonly status: string;
  /** Time by which the current step should be done; null while the partner must act. */
  readonly dueMs: number | null;
  /** Time at which the invoice was sent; null before. */
  readonly sentMs: number | null;
  readonly unauthorizedLines: number;
  readonly days: {
    /** 0 where partners do not confirm bills. */
    readonly confirm: number;
    readonly countersign: number;
    readonly delivery: number;
    readonly verify: number;
    readonly payment: number;
  };
}

const AUTHORIZED: Condition = 'PAYMENT_AUTHORIZED';

/**
 * Estimates the payment of a bill (domain §4.8, §4.9). A step that is late takes no further time; those after it take
 * the working days of their policies. The seller's authorization runs beside the other steps.
 */
export function expectedReceipt(facts: ReceiptFacts): ExpectedReceiptType | null {
  const { nowMs, status, dueMs, sentMs, days, unauthorizedLines } = facts;
  const later = (ms: number | null): Date => new Date(Math.max(nowMs, ms ?? nowMs));
  const plus = (at: Date, count: number): Date => calendar.addWorkingDays(at, count);
  const paidAfter = (verified: Date): Date => plus(verified, days.payment);
  const answer = (
    at: Date,
    conditions: readonly Condition[],
    signedFor: Date | null = null,
  ): ExpectedReceiptType => {
    const on = calendar.localDate(at);
    return {
      on,
      isProvisional: !calendar.isKnownYear(yearOf(on)),
      conditions: [...conditions, ...(unauthorizedLines > 0 ? [AUTHORIZED] : [])],
      signedForBy: signedFor && calendar.localDate(signedFor),
      unauthorizedLines,
    };
  };
  const invoiced = (from: Date, before: readonly Condition[] = []): ExpectedReceiptType => {
    const signedFor = plus(from, days.delivery);
    return answer(
      paidAfter(plus(signedFor, days.verify)),
      [...before, 'INVOICE_SIGNED_FOR', 'INVOICE_VERIFIED'],
      signedFor,
    );
  };
  switch (status) {
    case 'GENERATED':
      return invoiced(plus(later(dueMs), days.confirm + days.countersign), ['COUNTERSIGNED']);
    case 'SENT':
      return invoiced(plus(later(dueMs), days.countersign), ['COUNTERSIGNED']);
    case 'COUNTERSIGNING':
      return invoiced(later(dueMs), ['COUNTERSIGNED']);
    case 'AWAITING_INVOICE': {
      // An invoice on its way needs the rest of the delivery only.
      const sent = sentMs === null ? null : plus(new Date(sentMs), days.delivery);
      if (!sent || sent.getTime() < nowMs) return invoiced(new Date(nowMs));
      return answer(
        paidAfter(plus(sent, days.verify)),
        ['INVOICE_SIGNED_FOR', 'INVOICE_VERIFIED'],
        sent,
      );
    }
    case 'VERIFYING_INVOICE':
      return answer(paidAfter(later(dueMs)), ['INVOICE_VERIFIED']);
    case 'PAYING':
      return answer(later(dueMs), []);
    case 'PAYMENT_REJECTED':
      return answer(plus(new Date(nowMs), days.payment), ['PAYMENT_RESUBMITTED']);
    default:
      return null;
  }
}

const yearOf = (day: string): number => Number(day.slice(0, 4));
