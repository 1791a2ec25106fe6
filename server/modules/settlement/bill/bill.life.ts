import { calendar } from '../../../platform/calendar.ts';
import { lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { releaseRefused } from '../authorization/release.write.ts';
import {
  confirmDays,
  countersignDays,
  partnerConfirms,
  paymentDays,
  verifyDays,
} from '../settlement.policies.ts';
import type { SettlementBill } from './bill.entity.ts';
import { billMail } from './bill.mail.ts';
import { billActions, settlementBill } from './bill.read.ts';
import { assertSealed, isSecondSignature } from './bill-signature.write.ts';

export interface Payment {
  readonly reference: string;
  /** Day of the bank transfer in Asia/Shanghai. */
  readonly paidOn: string;
}

/** Whether a bill that is sent now awaits the confirmation of its partner (domain §4.8). */
const asksPartner = async (tx: Tx): Promise<boolean> =>
  (await partnerConfirms.value(tx, tx.now)) === 1;

const countersigning = async (tx: Tx, row: SettlementBill): Promise<void> => {
  row.dueAt = await countersignDays.ahead(tx);
};

const untimed = (_tx: Tx, row: SettlementBill): void => {
  row.dueAt = null;
};

export const billLife = lifeCycle<SettlementBill>({
  reads: settlementBill,
  actions: billActions,
  label: ({ number }) => number,
  amount: (row) => row.grossMinor,
  mail: (_tx, row, event) => billMail(row, event),
  effects: {
    async send(tx: Tx, row: SettlementBill) {
      await assertSealed(tx, row);
      row.dueAt = (await asksPartner(tx)) ? await confirmDays.ahead(tx) : null;
      row.sentAt = tx.now;
    },
    beginCountersign: countersigning,
    confirm: countersigning,
    autoConfirm: countersigning,
    async countersign(tx: Tx, row: SettlementBill, { reason }: { reason: string }) {
      if (!(await isSecondSignature(tx, row, reason))) return 'COUNTERSIGNING';
      untimed(tx, row);
      row.countersignedAt = tx.now;
      row.paymentRequestNumber = row.number.replace('STL', 'APR');
      return 'AWAITING_INVOICE';
    },
    async receiveInvoice(tx: Tx, row: SettlementBill) {
      row.dueAt = await verifyDays.ahead(tx);
    },
    returnInvoice: untimed,
    async acceptInvoice(tx: Tx, row: SettlementBill) {
      row.dueAt = await paymentDays.ahead(tx);
    },
    pay(tx: Tx, row: SettlementBill, { reference, paidOn }: Payment) {
      if (paidOn > calendar.localDate(tx.now)) throw refuse('PAID_IN_FUTURE', 'paidOn');
      untimed(tx, row);
      const on = calendar.instantAt(paidOn);
      Object.assign(row, { paidAt: tx.now, paymentReference: reference, paidOn: on });
    },
    release: (tx: Tx, row: SettlementBill, { reason }: { reason: string }) =>
      releaseRefused(tx, row.id, reason),
    rejectPayment(tx: Tx, row: SettlementBill, { reason }: { reason: string }) {
      untimed(tx, row);
      row.rejectionReason = reason;
    },
    async resubmitPayment(tx: Tx, row: SettlementBill) {
      row.rejectionReason = null;
      row.dueAt = await paymentDays.ahead(tx);
    },
  },
});

/**
 * A sent bill goes straight to the countersignature, because partners no longer confirm bills (domain §3.1), unless a
 * policy of the site asks for the confirmation.
 */
export const countersignAtOnce = billLife.on(['send'], async (tx, row) => {
  if (await asksPartner(tx)) return;
  await tx.asSystem('settlement', (system) => system.fire(billLife, row, 'beginCountersign'));
});
