import { addCalendarMonthClamped, localDate } from '../../platform/calendar.ts';
import { asSystem } from '../../platform/command/as-system.ts';
import type { Tx } from '../../platform/command/command.ts';
import { begin } from '../../platform/command/life-cycle.ts';
import { globalId } from '../../platform/ids.ts';
import { enqueueMail } from '../../platform/jobs/outbox.ts';
import { formatMinor } from '../../platform/money.ts';
import { MembershipEntity } from '../identity/index.ts';
import type { SettlementBill } from '../settlement/index.ts';
import { type Invoice, InvoiceEntity } from './invoice.entity.ts';
import { invoiceLife } from './invoice-life.commands.ts';

/** Asks the partner for the invoice of a countersigned bill: it has one calendar month (domain §4.9, §5.9). */
export const notifyPartner = (tx: Tx, bill: SettlementBill): Promise<void> =>
  asSystem(tx, 'invoices', async (system) => {
    const row = system.em.create(
      InvoiceEntity,
      {
        id: tx.newId(),
        createdAt: tx.now,
        partnerId: bill.partnerId,
        billId: bill.id,
        paymentRequestNumber: bill.paymentRequestNumber!,
        status: 'NOTIFIED',
        grossMinor: bill.grossMinor,
        currency: bill.currency,
        billVatRate: bill.serviceVatRate,
        notifiedAt: tx.now,
        dueAt: addCalendarMonthClamped(tx.now),
        ...NOTHING_YET,
      },
      { persist: false },
    );
    await begin(system, invoiceLife, row, 'notify');
    await mailNotice(system, bill, row);
  });

const NOTHING_YET = {
  overdueSince: null,
  number: null,
  issuedOn: null,
  vatRate: null,
  netMinor: null,
  taxMinor: null,
  delivery: null,
  carrier: null,
  trackingNumber: null,
  mailbox: null,
  sentAt: null,
  signedAt: null,
  signedByName: null,
  verifyDueAt: null,
  verifiedAt: null,
  returnedAt: null,
  returnReason: null,
} as const;

async function mailNotice(tx: Tx, bill: SettlementBill, row: Invoice): Promise<void> {
  const readers = await tx.em.find(MembershipEntity, {
    orgId: bill.partnerId,
    role: { $in: ['csp.owner', 'csp.finance'] },
    status: 'ACTIVE',
  });
  for (const { name, mail } of readers) {
    await enqueueMail(tx.em, {
      template: 'invoiceNotice',
      locale: null,
      to: mail,
      recipientOrgId: bill.partnerId,
      params: {
        name,
        period: bill.period,
        bill: bill.number,
        request: row.paymentRequestNumber,
        amount: `${row.currency} ${formatMinor(row.grossMinor)}`,
        due: localDate(row.dueAt),
      },
      links: { link: `/invoices/${globalId('ivc', row.id)}` },
      now: tx.now,
    });
  }
}
