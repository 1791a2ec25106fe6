import type { UpstreamFlag } from './customer.entity.ts';

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
    api: 'MONTHLY_SUMS',
    sets: 'debt_amount of a month is above zero',
    clears: 'no month has a debt_amount',
  },
  OUTSTANDING_BILL: {
    api: 'BILL_DETAILS',
    sets: 'debt_amount of a transaction is above zero',
    clears: 'no transaction has a debt_amount',
  },
  RESERVED_INSTANCE: {
    api: 'CUSTOMER_ORDERS',
    sets: 'an order of a reserved instance is in force',
    clears: 'each of them has expired or was refunded',
  },
  SUPPORT_PLAN: {
    api: 'CUSTOMER_ORDERS',
    sets: 'an order of a support plan is in force',
    clears: 'each of them has expired or was refunded',
  },
  SPECIAL_CONTRACT: {
    api: 'CUSTOMER_ORDERS',
    sets: 'an order in force has a discount of a commercial contract',
    clears: 'no order in force has one',
  },
  UNPAID_PARTNER_PAYS: {
    api: 'CUSTOMER_ORDERS',
    sets: 'an order that the partner is to pay is unpaid',
    clears: 'each of them is paid or cancelled',
  },
  BARRED_CONTRACT: operations('the customer signs a contract that excludes partners'),
  CUSTODY_SUB_ACCOUNT: operations('the account joins an enterprise as a custody sub-account'),
  INDEPENDENT_MEMBERS: operations('the account opens independent member accounts'),
  DIRECT_SALES_FOLLOW_UP: operations('direct sales takes charge of the account'),
};

function operations(sets: string): UpstreamFact {
  return { api: null, sets, clears: 'operations knows that this has ended' };
}
