import { calendar } from '../../platform/calendar.ts';
import type { MailWords, Tx } from '../../platform/command/types.ts';
import { reminderDays } from '../../platform/machine.ts';
import { money } from '../../platform/money.ts';
import { SettlementBillEntity } from '../settlement/index.ts';
import type { Invoice } from './invoice.entity.ts';

/**
 * Returns the mail that asks the partner's finance roles for an invoice or reminds them of it; null for other
 * events.
 */
export async function invoiceMail(tx: Tx, row: Invoice, event: string): Promise<MailWords | null> {
  const days = reminderDays(event);
  if (event !== 'notify' && days === null) return null;
  const bill = await tx.get(SettlementBillEntity, row.billId);
  const facts = {
    period: bill.period,
    bill: bill.number,
    request: row.paymentRequestNumber,
    amount: money.text(row.grossMinor),
    due: calendar.localDate(row.dueAt),
  };
  return days === null
    ? { template: 'invoiceNotice', params: facts }
    : { template: 'invoiceDue', params: { ...facts, days, state: row.status } };
}
