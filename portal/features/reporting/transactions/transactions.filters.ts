import { filter, view } from '../../../list/define.ts';
import { TYPES } from '../types.ts';

const STATUSES = ['PENDING', 'ISSUED', 'NOT_APPLICABLE'] as const;
/** Reasons why a line is not billed, in the order in which they are checked. */
const BLOCKERS = [
  'NO_SHARE_AGREED',
  'NOT_EFFECTIVE',
  'SUPERVISION_OPEN',
  'UNPAID_CREDIT',
  'NOT_CERTIFIED',
  'ORIGINAL_NOT_BILLED',
  'BELOW_THRESHOLD',
  'RUN_DAY_NOT_REACHED',
  'RUN_LATE',
  'PARKED',
] as const;
/** A seller sees its lines, but not how they are billed to the partner. */
const BILLED = { for: ['PARTNER', 'OPERATOR'] } as const;
const PERFORMANCES = ['COUNTED', 'REBOUND', 'NOT_ASSOCIATED'] as const;

export const filters = {
  billingStatus: filter.choice('ui.transactions.billing', 'BillingStatus', STATUSES, BILLED),
  billingBlocker: filter.choice('ui.transactions.blocker', 'BillingBlocker', BLOCKERS, BILLED),
  performance: filter.choice('ui.nav.performance', 'LinePerformance', PERFORMANCES),
  placedWithin: filter.period('ui.order.placedAt'),
  productType: filter.choice('ui.report.type', 'ProductType', TYPES, { quiet: true }),
  customerId: filter.record('ui.customer', 'customer'),
  productId: filter.record('ui.product', 'product'),
  partnerId: filter.record('ui.partner', 'partner'),
  isRefund: filter.flag('ui.transactions.refunds', { quiet: true }),
  completeDays: filter.flag('ui.transactions.completeDays', { quiet: true }),
};

/** Every view ends with the last complete day. */
const covered = { completeDays: true } as const;
export const views = [
  view('all', 'ui.all', { ...covered }),
  view(
    'pending',
    'ui.transactions.view.pending',
    { ...covered, billingStatus: ['PENDING'] },
    BILLED,
  ),
  view('issued', 'ui.transactions.view.issued', { ...covered, billingStatus: ['ISSUED'] }, BILLED),
  view('refunds', 'ui.transactions.refunds', { ...covered, isRefund: true }),
];
