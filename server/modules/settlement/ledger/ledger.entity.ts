import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { ALL } from '../../../platform/db/parties.ts';
import { DB_ROLES } from '../../../platform/db/tenancy.ts';
import { trigger } from '../../../platform/db/triggers.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { billParties, SettlementBillEntity } from '../bill/bill.entity.ts';

export const LEDGER_EVENTS = ['BILL_SENT', 'BILL_PAID'] as const;
/** Accounts of the marketplace's book. */
export const LEDGER_ACCOUNTS = ['SHARE_COST', 'INPUT_VAT', 'PARTNER_PAYABLE', 'BANK'] as const;
export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number];

/** Journal entry of the double-entry ledger: one step of one bill. Its postings sum to zero. */
export const LedgerEntryEntity = aggregate({
  name: 'LedgerEntry',
  parties: billParties,
  properties: {
    ...p.base(),
    billId: () => p.ref(SettlementBillEntity),
    partnerId: () => p.ref(PartnerEntity),
    event: p.word(LEDGER_EVENTS),
    /** Month and number of the bill. */
    period: p.text(),
    billNumber: p.text(),
  },
  uniques: [{ name: 'ledger_entry_once', properties: ['billId', 'event'] }],
  indexes: [
    { name: 'ledger_entry_newest', properties: ['createdAt', 'id'] },
    { name: 'ledger_entry_of_partner', properties: ['partnerId', 'createdAt', 'id'] },
    { name: 'ledger_entry_of_bill', properties: ['billId', 'createdAt', 'id'] },
  ],
  triggers: trigger.appendOnly('ledger_entry', 'journal entries'),
});

const { partner } = billParties;

/**
 * Posting of a journal entry to one account: debits are positive, credits negative. A partner sees its own
 * payable only.
 */
export const LedgerPostingEntity = aggregate({
  name: 'LedgerPosting',
  parties: {
    partner: { ...partner, in: { account: ['PARTNER_PAYABLE'] } },
    operator: ALL,
    reporting: ALL,
  },
  properties: {
    ...p.base(),
    entryId: () => p.ref(LedgerEntryEntity),
    position: p.integer(),
    billId: () => p.ref(SettlementBillEntity),
    partnerId: () => p.ref(PartnerEntity),
    period: p.text(),
    account: p.word(LEDGER_ACCOUNTS),
    amountMinor: p.bigint('bigint'),
    currency: p.currency(),
  },
  uniques: [{ name: 'ledger_posting_once', properties: ['entryId', 'position'] }],
  indexes: [
    { name: 'ledger_posting_newest', properties: ['createdAt', 'id'] },
    { name: 'ledger_posting_of_partner', properties: ['partnerId', 'createdAt', 'id'] },
    { name: 'ledger_posting_of_bill', properties: ['billId', 'createdAt', 'id'] },
  ],
  triggers: [
    ...trigger.appendOnly('ledger_posting', 'ledger postings'),
    {
      name: 'ledger_posting_balanced',
      timing: 'after',
      events: ['insert'],
      forEach: 'row',
      expression: `create or replace function ledger_posting_balanced_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin if (select sum(p.amount_minor) from ledger_posting p where p.entry_id = new.entry_id) <> 0 then raise exception 'the postings of entry % do not sum to zero', new.entry_id; end if; return null; end; $$;
revoke all on function ledger_posting_balanced_fn() from public;
grant execute on function ledger_posting_balanced_fn() to ${DB_ROLES.app};
create constraint trigger ledger_posting_balanced after insert on ledger_posting deferrable initially deferred for each row execute function ledger_posting_balanced_fn()`,
    },
  ],
});
