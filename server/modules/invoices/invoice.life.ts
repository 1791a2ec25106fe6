import { deadlines } from '../../platform/command/life-cycle/deadlines.ts';
import { lifeCycle } from '../../platform/command/life-cycle/life-cycle.ts';
import { tracked } from '../../platform/command/tracked.ts';
import type { Tx } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import { sql } from '../../platform/sql/sql.ts';
import { verifyDays } from '../settlement/index.ts';
import type { Invoice } from './invoice.entity.ts';
import { invoiceMachine } from './invoice.machine.ts';
import { invoiceMail } from './invoice.mail.ts';
import { reissueDays } from './invoice.policies.ts';
import { invoice } from './invoice.read.ts';
import type { InvoiceDeliveryEnum } from './invoice.type.ts';
import { InvoiceRegistrationEntity } from './invoice-registration.entity.ts';
import { type RedLetter, registerRedLetter } from './red-letter/red-letter.write.ts';
import { type Registration, registerDocument } from './registration.write.ts';

export interface Sending {
  readonly delivery: keyof typeof InvoiceDeliveryEnum;
  readonly carrier?: string;
  readonly trackingNumber?: string;
  readonly mailbox?: string;
}

/**
 * Returns the columns of a delivery: a paper invoice has carrier and tracking number, an electronic one a
 * mail address, never both.
 */
function sending({ delivery, carrier, trackingNumber, mailbox }: Sending) {
  if (delivery === 'COURIER') {
    if (!carrier) throw refuse('CARRIER_REQUIRED', 'carrier');
    if (!trackingNumber) throw refuse('TRACKING_NUMBER_REQUIRED', 'trackingNumber');
    if (mailbox) throw refuse('NOT_FOR_THIS_DELIVERY', 'mailbox');
  } else {
    if (!mailbox) throw refuse('MAILBOX_REQUIRED', 'mailbox');
    if (carrier) throw refuse('NOT_FOR_THIS_DELIVERY', 'carrier');
    if (trackingNumber) throw refuse('NOT_FOR_THIS_DELIVERY', 'trackingNumber');
  }
  return {
    delivery,
    carrier: carrier ?? null,
    trackingNumber: trackingNumber ?? null,
    mailbox: mailbox ?? null,
  };
}

const SIDES = ['partner', 'operator'] as const;

export const invoiceLife = lifeCycle<Invoice>({
  reads: invoice,
  label: ({ paymentRequestNumber }) => paymentRequestNumber,
  amount: (row) => row.grossMinor,
  // A correction leaves the former number in the history.
  tracked: {
    number: tracked.text(SIDES, (row) => row.number),
    carrier: tracked.text(SIDES, (row) => row.carrier),
    trackingNumber: tracked.text(SIDES, (row) => row.trackingNumber),
    mailbox: tracked.text(SIDES, (row) => row.mailbox),
  },
  effects: {
    register: (tx: Tx, row: Invoice, input: Registration) => registerDocument(tx, row, input),
    registerRedLetter: (tx: Tx, row: Invoice, input: RedLetter) =>
      registerRedLetter(tx, row, input),
    send(tx: Tx, row: Invoice, input: Sending) {
      Object.assign(row, sending(input), { sentAt: tx.now });
    },
    async signFor(tx: Tx, row: Invoice, { signedByName }: { signedByName?: string }) {
      row.signedAt = tx.now;
      row.signedByName = signedByName ?? tx.viewer.actorName;
      row.verifyDueAt = await verifyDays.ahead(tx);
    },
    verify(tx: Tx, row: Invoice) {
      row.verifiedAt = tx.now;
      row.verifyDueAt = null;
    },
    async return(tx: Tx, row: Invoice, { reason }: { reason: string }) {
      const returned = { returnedAt: tx.now, returnReason: reason };
      Object.assign(row, returned, { verifyDueAt: null });
      // A return shortly before the end of the month, or after it, leaves time for a new document.
      const again = await reissueDays.ahead(tx);
      if (again > row.dueAt) Object.assign(row, { dueAt: again, overdueSince: null });
      tx.update(
        InvoiceRegistrationEntity,
        (d) => sql`${d.invoiceId} = ${row.id} and ${d.number} = ${row.number!}`,
        returned,
      );
    },
    lapse(_tx: Tx, row: Invoice) {
      row.overdueSince ??= row.dueAt;
    },
  },
  mail: invoiceMail,
});

/**
 * Clears the deadline of an overdue invoice, so that the same date does not expire again in its next state.
 */
export const lateOnce = invoiceLife.on(['register', 'send'], async (tx, row) => {
  if (row.overdueSince)
    await deadlines.clear(tx, { type: invoiceMachine.type, id: row.id }, 'lapse');
});
