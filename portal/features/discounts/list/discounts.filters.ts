import { filter } from '../../../list/define.ts';
import { DEPTHS, STATES } from '../states.ts';

const NO_DRAFTS = { except: { SELLER: ['DRAFT'] } } as const;

/** The quiet ones are set by the figures of the reports. */
export const filters = {
  status: filter.choice('ui.status', 'ExclusiveDiscountStatus', STATES, NO_DRAFTS),
  origin: filter.choice('ui.discount.origin', 'ExclusiveDiscountOrigin', ['PARTNER', 'AUTO']),
  startsWithin: filter.period('ui.discount.starts', { quiet: true }),
  validWithin: filter.period('ui.report.validWithin', { quiet: true }),
  depth: filter.choice('ui.report.depth', 'ExclusiveDiscountDepth', DEPTHS, { quiet: true }),
  isSpecial: filter.flag('ui.report.special', { quiet: true }),
  endsWithin: filter.period('ui.discount.ends'),
  customerId: filter.record('ui.customer', 'customer'),
  productId: filter.record('ui.product', 'product'),
  partnerId: filter.record('ui.partner', 'partner'),
  sellerId: filter.record('ui.seller', 'seller', { quiet: true }),
};
