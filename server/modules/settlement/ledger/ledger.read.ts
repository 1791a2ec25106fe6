import { computed } from '../../../platform/read/computed.ts';
import { extend, type Reads, reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { measure } from '../../../platform/read/measures.ts';
import { scalar } from '../../../platform/schema/scalars.ts';
import { partner } from '../../partners/index.ts';
import { settlementBill } from '../bill/bill.read.ts';
import { LedgerEntryEntity, LedgerPostingEntity } from './ledger.entity.ts';
import {
  LedgerAccountEnum,
  LedgerEntryType,
  LedgerEventEnum,
  LedgerPostingType,
} from './ledger.type.ts';

export const ledgerPosting: Reads<typeof LedgerPostingEntity> = reads(
  LedgerPostingType,
  LedgerPostingEntity,
  {
    id: 'lgp',
    unfollowed: 'Rows never change; `createdWithin` finds the new ones.',
    fields: { amount: computed.money('amountMinor') },
    relations: {
      entry: relation.one(
        () => ledgerEntry,
        'entryId',
        'Journal entry; null for the reporting role.',
      ),
      bill: relation.one(() => settlementBill, 'billId', 'Bill.', { nullable: false }),
      partner: relation.one(() => partner, 'partnerId', 'Partner of the bill.', {
        nullable: false,
      }),
    },
    filters: {
      account: filter.anyOf('account', LedgerAccountEnum, 'Accounts to include.'),
      period: filter.values('period', () => [scalar.month], 'Months of the bill to include.'),
      billId: filter.ids('billId', () => settlementBill, 'Bills to include.'),
      partnerId: filter.ids('partnerId', () => partner, 'Partners to include.'),
      createdWithin: filter.range('createdAt', 'Range of times of the entry.'),
    },
    measures: { amount: measure.sum('amountMinor', 'Balance: debits less credits.') },
    orders: { CREATED: ['createdAt', 'id'] },
    roots: {
      ledgerPostings: {
        page: "Postings of the ledger in the viewer's scope, newest first (分录).",
      },
    },
  },
);

export const ledgerEntry = reads(LedgerEntryType, LedgerEntryEntity, {
  id: 'lge',
  unfollowed: 'Rows never change; `createdWithin` finds the new ones.',
  relations: {
    bill: relation.one(() => settlementBill, 'billId', 'Bill.', { nullable: false }),
    partner: relation.one(() => partner, 'partnerId', 'Partner of the bill.', { nullable: false }),
    postings: relation.some(
      () => ledgerPosting,
      'entryId',
      'Postings, in order; a partner sees its own payable only.',
      { orderBy: 'position', max: 10 },
    ),
  },
  filters: {
    event: filter.anyOf('event', LedgerEventEnum, 'Steps to include.'),
    createdWithin: filter.range('createdAt', 'Range of times of the step.'),
    period: filter.values('period', () => [scalar.month], 'Months of the bill to include.'),
    billId: filter.ids('billId', () => settlementBill, 'Bills to include.'),
    partnerId: filter.ids('partnerId', () => partner, 'Partners to include.'),
  },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: {
    ledgerEntry: { one: 'One journal entry.' },
    ledgerEntries: {
      page: "Journal entries of the ledger in the viewer's scope, newest first (记账凭证).",
    },
  },
});

/** Journal entries of a bill. */
export const ledgerLists = extend(settlementBill, {
  relations: {
    ledgerEntries: relation.page(
      () => ledgerEntry,
      'billId',
      'Journal entries of the bill, newest first (记账凭证).',
    ),
  },
});
