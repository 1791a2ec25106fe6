import { measure } from '../../../platform/read/measures.ts';
import { report } from '../../../platform/read/report/declare.ts';
import { dimension } from '../../../platform/read/report/dimensions.ts';
import { scalar } from '../../../platform/schema/scalars.ts';
import { partner } from '../../partners/index.ts';
import { settlementBill } from '../bill/bill.read.ts';
import { ledgerPosting } from './ledger.read.ts';
import { LedgerAccountEnum } from './ledger.type.ts';

/** Balances of the ledger. A bill's SHARE_COST and INPUT_VAT sum to its gross, which is the sum of its lines. */
export const ledgerReport = report({
  name: 'ledgerReport',
  description:
    'Balances of the ledger by account, month, partner and bill (科目余额). PARTNER_PAYABLE is zero once all sent bills are paid.',
  over: ledgerPosting,
  time: 'createdAt',
  dimensions: {
    account: dimension.column('account', LedgerAccountEnum, 'Account.'),
    period: dimension.column('period', scalar.month, 'Month of the bill.'),
    partner: dimension.refersTo(() => partner, 'partnerId', 'Partner of the bill.'),
    bill: dimension.refersTo(() => settlementBill, 'billId', 'Bill.'),
  },
  filters: ['account', 'period', 'partnerId', 'billId'],
  sums: ['amount'],
  measures: { postingCount: measure.count('Number of postings.') },
  views: { ledger_by_month: ['month', 'account', 'partner'] },
});
