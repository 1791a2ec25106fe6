import { calendar } from '../../platform/calendar.ts';
import type { Tx } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import type { SettlementBill } from '../settlement/index.ts';
import { NOT_SENT } from './invoice.entity.ts';
import { invoiceLife } from './invoice.life.ts';
import { purchaserInForce } from './setting/invoicing-setting.read.ts';

/**
 * Asks the partner for the invoice of a countersigned bill, due within one calendar month (domain §4.9,
 * §5.9).
 */
export const notifyPartner = (tx: Tx, bill: SettlementBill): Promise<void> =>
  tx.asSystem('invoices', async (system) => {
    const purchaser = await purchaserInForce(system, tx.now);
    if (!purchaser) throw refuse('INVOICING_DATA_MISSING');
    await system.begin(
      invoiceLife,
      {
        partnerId: bill.partnerId,
        billId: bill.id,
        paymentRequestNumber: bill.paymentRequestNumber!,
        grossMinor: bill.grossMinor,
        billVatRate: bill.serviceVatRate,
        ...purchaser,
        notifiedAt: tx.now,
        dueAt: calendar.addCalendarMonthClamped(tx.now),
        ...NOTHING_YET,
      },
      'notify',
    );
  });

const NOTHING_YET = {
  overdueSince: null,
  number: null,
  issuedOn: null,
  vatRate: null,
  netMinor: null,
  taxMinor: null,
  ...NOT_SENT,
  verifiedAt: null,
  returnedAt: null,
  returnReason: null,
} as const;
