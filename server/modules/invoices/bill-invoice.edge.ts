import { extend, relation } from '../../platform/read/declare.ts';
import { sql } from '../../platform/sql/sql.ts';
import { partner } from '../partners/index.ts';
import { billLife, settlementBill } from '../settlement/index.ts';
import { invoiceLife } from './invoice.life.ts';
import { invoice } from './invoice.read.ts';
import { notifyPartner } from './invoice-notice.write.ts';
import { NO_SETTING_IN_FORCE } from './setting/invoicing-setting.read.ts';

/** Event of the bill that follows each event of its invoice (domain §4.8). */
const BILL_EVENTS: Readonly<Record<string, string>> = {
  signFor: 'receiveInvoice',
  verify: 'acceptInvoice',
  return: 'returnInvoice',
};

/** A notice without purchaser and place of delivery would be of no use to the partner (domain §4.9). */
export const billGuards = [
  billLife.guard({
    event: 'countersign',
    code: 'INVOICING_DATA_MISSING',
    when: () => NO_SETTING_IN_FORCE,
  }),
];

export const billReactions = [
  billLife.on(['countersign'], async (tx, bill) => {
    if (bill.status === 'AWAITING_INVOICE') await notifyPartner(tx, bill);
  }),
  invoiceLife.on(Object.keys(BILL_EVENTS), (tx, row, event) =>
    tx.asSystem('invoices', async (system) => {
      const bill = await system.get(billLife, row.billId);
      await system.fire(billLife, bill, BILL_EVENTS[event]!);
    }),
  ),
];

export const invoiceLists = [
  extend(settlementBill, {
    relations: {
      invoice: relation.chosen(
        () => invoice,
        { among: (i, d) => sql`${i.billId} = ${d.id}` },
        'Invoice of the bill; null before the countersignature.',
      ),
    },
  }),
  extend(partner, {
    relations: {
      invoices: relation.page(() => invoice, 'partnerId', 'Invoices of the partner, newest first.'),
    },
  }),
];
