import { BILLING_STATUSES, BLOCKED, BLOCKERS } from '../../../domain/billing.ts';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { filter, view } from '../../../list/define.ts';
import { TYPES } from '../types.ts';

/** A seller sees its lines, but not what they earn the partner; nor do roles that read no bills. */
const BILLED = { may: 'SettlementBill' } as const;
const EARNED = { for: ['PARTNER', 'OPERATOR'] } as const;
const STATES = [
  'PENDING_PAYMENT',
  'PROCESSING',
  'COMPLETED',
  'REFUND_PENDING',
  'REFUNDED',
  'CANCELLED',
] as const;
const PERFORMANCES = ['COUNTED', 'REBOUND', 'NOT_ASSOCIATED'] as const;

/** Why the filtered lines are not billed. */
export const facets = {
  filter: 'billingReason',
  when: { billingStatus: 'PENDING' },
  of: lazyComponent(() => import('./ReasonFacets.tsx'), 'ReasonFacets'),
} as const;

export const filters = {
  status: filter.choice('ui.status', 'OrderStatus', STATES, { quiet: true }),
  billingStatus: filter.choice(
    'ui.transactions.billing',
    'BillingStatus',
    BILLING_STATUSES,
    BILLED,
  ),
  billingReason: filter.choice('ui.transactions.reason', 'BillingBlocker', BLOCKERS, {
    ...BILLED,
    quiet: true,
  }),
  billingBlocker: filter.choice('ui.transactions.blocker', 'BillingBlocker', BLOCKERS, BILLED),
  performance: filter.choice('ui.nav.performance', 'LinePerformance', PERFORMANCES, EARNED),
  placedWithin: filter.period('ui.order.placedAt'),
  productType: filter.choice('ui.report.type', 'ProductType', TYPES, { quiet: true }),
  customerId: filter.record('ui.customer', 'customer'),
  productId: filter.record('ui.product', 'product'),
  partnerId: filter.record('ui.partner', 'partner'),
  sellerId: filter.record('ui.seller', 'seller', { quiet: true }),
  isRefund: filter.flag('ui.transactions.refunds', { quiet: true }),
  isOfCompleteDay: filter.flag('ui.transactions.completeDays', { quiet: true }),
};

/** Every view ends with the last complete day. */
const covered = { isOfCompleteDay: true } as const;
export const views = [
  view('all', 'ui.all', { ...covered }),
  view(
    'pending',
    'ui.transactions.view.pending',
    { ...covered, billingStatus: ['PENDING'] },
    BILLED,
  ),
  view(
    'blocked',
    'ui.transactions.view.blocked',
    { ...covered, billingStatus: ['PENDING'], billingReason: BLOCKED },
    BILLED,
  ),
  view('issued', 'ui.transactions.view.issued', { ...covered, billingStatus: ['ISSUED'] }, BILLED),
  view('refunds', 'ui.transactions.refunds', { ...covered, isRefund: true }),
];
