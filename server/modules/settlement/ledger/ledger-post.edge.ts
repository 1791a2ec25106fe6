import type { Tx } from '../../../platform/command/types.ts';
import type { SettlementBill } from '../bill/bill.entity.ts';
import { billLife } from '../bill/bill.life.ts';
import {
  type LEDGER_EVENTS,
  type LedgerAccount,
  LedgerEntryEntity,
  LedgerPostingEntity,
} from './ledger.entity.ts';

type Postings = readonly (readonly [LedgerAccount, bigint])[];

interface Booking {
  readonly event: (typeof LEDGER_EVENTS)[number];
  /** Debits are positive, credits negative. */
  readonly postings: (bill: SettlementBill) => Postings;
}

const BOOKINGS: Readonly<Record<string, Booking>> = {
  send: {
    event: 'BILL_SENT',
    postings: ({ netMinor, taxMinor, grossMinor }) => [
      ['SHARE_COST', netMinor],
      ['INPUT_VAT', taxMinor],
      ['PARTNER_PAYABLE', -grossMinor],
    ],
  },
  pay: {
    event: 'BILL_PAID',
    postings: ({ grossMinor }) => [
      ['PARTNER_PAYABLE', grossMinor],
      ['BANK', -grossMinor],
    ],
  },
};

function book(tx: Tx, bill: SettlementBill, { event, postings }: Booking): void {
  const { id: billId, partnerId, period, number: billNumber } = bill;
  const [entryId, createdAt] = [tx.newId(), tx.now];
  tx.insert(LedgerEntryEntity, {
    id: entryId,
    createdAt,
    billId,
    partnerId,
    event,
    period,
    billNumber,
  });
  tx.insert(
    LedgerPostingEntity,
    postings(bill).map(([account, amountMinor], position) => ({
      id: tx.newId(),
      createdAt,
      entryId,
      position,
      billId,
      partnerId,
      period,
      account,
      amountMinor,
    })),
  );
}

export const bookBills = billLife.on(Object.keys(BOOKINGS), (tx, bill, event) =>
  book(tx, bill, BOOKINGS[event]!),
);
