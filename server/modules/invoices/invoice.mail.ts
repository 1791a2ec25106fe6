import { calendar } from '../../platform/calendar.ts';
import { DAY } from '../../platform/clock.ts';
import type { Tx } from '../../platform/command/types.ts';
import { reminder } from '../../platform/machine.ts';
import { money } from '../../platform/money.ts';
import { SettlementBillEntity } from '../settlement/index.ts';
import type { Invoice } from './invoice.entity.ts';
import { invoiceListOf } from './list/invoice-list.read.ts';
import { purchaserIn } from './setting/purchaser.ts';

/**
 * Returns the mail that asks the partner's finance roles for an invoice or reminds them of it; null for other
 * events.
 */
export async function invoiceMail(tx: Tx, row: Invoice, event: string) {
  const days = reminder.days(event);
  const isLate = event === reminder.LATE;
  if (event !== 'notify' && days === null && !isLate) return null;
  const bill = await tx.get(SettlementBillEntity, row.billId);
  const facts = {
    period: bill.period,
    bill: bill.number,
    request: row.paymentRequestNumber,
    amount: money.text(row.grossMinor),
    due: calendar.localDate(row.dueAt),
  };
  if (isLate) {
    const late = calendar.startOfDay(tx.now).getTime() - calendar.startOfDay(row.dueAt).getTime();
    const params = { ...facts, days: Math.round(late / DAY), state: row.status };
    return { template: 'invoiceOverdue', params };
  }
  return days === null
    ? { template: 'invoiceNotice', params: { ...facts, ...(await noticeOf(tx, row)) } }
    : { template: 'invoiceDue', params: { ...facts, days, state: row.status } };
}

/** The purchaser, the place of delivery and the invoice list, as texts of the notice. */
async function noticeOf(tx: Tx, row: Invoice) {
  const list = await invoiceListOf(tx, row.id);
  return {
    ...purchaserIn(row),
    list: list.map(({ position, item, productType, vatRate, net, tax, gross }) => ({
      text: 'mail.invoiceNotice.line',
      params: {
        position,
        item,
        type: `enum.ProductType.${productType}`,
        rate: `${Math.round(Number(vatRate) * 10_000) / 100}%`,
        net: net.amount,
        tax: tax.amount,
        gross: gross.amount,
      },
    })),
  };
}
