import { BILLING_STATUSES, BLOCKED, BLOCKERS } from '../../domain/billing.ts';
import { filter, view } from '../../list/define.ts';
import { PROGRAMS } from './programs.ts';

const PAID = ['PROCESSING', 'COMPLETED', 'REFUND_PENDING', 'REFUNDED'] as const;
const STATES = ['PENDING_PAYMENT', ...PAID, 'CANCELLED'] as const;
const BOUGHT = ['NEW', 'RENEW', 'CHANGE', 'TRIAL', 'TRIAL_TO_FORMAL'] as const;
const ATTRIBUTIONS = ['DISCOUNT', 'SELECTED', 'AUTO', 'NONE'] as const;
const QUIET = { quiet: true } as const;
/** A partner sees an order once its payment attributes it. */
const OTHERS = { for: ['SELLER', 'OPERATOR'] } as const;
const BILLED = { may: 'SettlementBill' } as const;

export const filters = {
  status: filter.choice('ui.status', 'OrderStatus', STATES),
  orderType: filter.choice('ui.order.type', 'OrderType', [...BOUGHT, 'UNSUBSCRIBE']),
  program: filter.choice('ui.order.program', 'OrderProgram', PROGRAMS, QUIET),
  attribution: filter.choice('ui.order.attribution', 'OrderAttribution', ATTRIBUTIONS),
  billingStatus: filter.choice('ui.transactions.billing', 'BillingStatus', BILLING_STATUSES, {
    ...QUIET,
    ...BILLED,
  }),
  billingReason: filter.choice('ui.transactions.reason', 'BillingBlocker', BLOCKERS, {
    ...QUIET,
    ...BILLED,
  }),
  placedWithin: filter.period('ui.order.placedAt'),
  customerId: filter.record('ui.customer', 'customer'),
  partnerId: filter.record('ui.partner', 'partner'),
  exclusiveDiscountId: filter.record('ui.discount', 'discount'),
};

export const views = [
  view('all', 'ui.all'),
  view('toPay', 'ui.orders.view.toPay', { status: ['PENDING_PAYMENT'] }, OTHERS),
  view('toBill', 'ui.transactions.view.pending', { billingStatus: ['PENDING'] }, BILLED),
  view('blocked', 'ui.transactions.view.blocked', { billingReason: BLOCKED }, BILLED),
  view('refunds', 'ui.orders.view.refunds', { status: ['REFUND_PENDING'] }),
  view('unattributed', 'ui.orders.view.unattributed', { attribution: ['NONE'] }, OTHERS),
];
