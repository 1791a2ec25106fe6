import type { UpstreamFlag } from '../customer/customer.entity.ts';

/** The fact upstream that sets and clears a flag, and the API that tells it; null if only operations know it. */
interface UpstreamFact {
  readonly api: string | null;
  readonly sets: string;
  readonly clears: string;
}

/** The source of each flag (domain §4.1, §6.2). */
export const UPSTREAM_FACTS: Readonly<Record<UpstreamFlag, UpstreamFact>> = {
  FROZEN: { api: 'SUB_CUSTOMERS', sets: 'is_frozen is 1 or 2', clears: 'is_frozen is 0' },
  ARREARS: {
    api: 'BILL_DETAILS',
    sets: 'debt_amount of the transactions of the bound partner exceeds their writeoff_amount',
    clears: 'no debt is left',
  },
  OUTSTANDING_BILL: {
    api: 'BILL_DETAILS',
    sets: 'debt_amount of a month that is over exceeds the writeoff_amount, with any partner',
    clears: 'no debt of such a month is left',
  },
  RESERVED_INSTANCE: {
    api: 'BILL_DETAILS',
    sets: 'a transaction of the latest month is of a reserved instance',
    clears: 'no transaction of the latest month is, or none of this month and the last exists',
  },
  SUPPORT_PLAN: {
    api: 'BILL_DETAILS',
    sets: 'a transaction of the latest month is of a support plan',
    clears: 'no transaction of the latest month is, or none of this month and the last exists',
  },
  SPECIAL_CONTRACT: operations('the customer signs a special commercial contract'),
  UNPAID_PARTNER_PAYS: operations('an order that the partner is to pay is unpaid'),
  BARRED_CONTRACT: operations('the customer signs a contract that excludes partners'),
  CUSTODY_SUB_ACCOUNT: operations('the account joins an enterprise as a custody sub-account'),
  INDEPENDENT_MEMBERS: operations('the account opens independent member accounts'),
  DIRECT_SALES_FOLLOW_UP: operations('direct sales takes charge of the account'),
};

function operations(sets: string): UpstreamFact {
  return { api: null, sets, clears: 'operations knows that this has ended' };
}
