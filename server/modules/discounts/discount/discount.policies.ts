import { definePolicy } from '../../../platform/rules/policy.ts';

/** Inferred: the rules give no period for a review. */
export const reviewDays = definePolicy({
  key: 'discounts.review-days',
  unit: 'WORKING_DAYS',
  default: 3,
  description:
    'Working days within which a seller or an operator should decide on a discount; only a reminder, nothing lapses.',
});

/** Inferred: the rules let a price at or above the floor pass; a site may want sellers to review all. */
export const sellerReviewsAll = definePolicy({
  key: 'discounts.seller-reviews-all',
  unit: 'FLAG',
  default: 0,
  description:
    'Whether sellers review discounts on joint-operation products as well (1), or on common products only (0).',
});

/** Inferred: the rules give no longest validity. */
export const maxDays = definePolicy({
  key: 'discounts.max-days',
  unit: 'DAYS',
  default: 365,
  description: 'Longest validity of an exclusive discount, in days from its start.',
});

/** Inferred: the seller of a common product bears and invoices the price. */
export const belowFloorToSeller = definePolicy({
  key: 'discounts.below-floor-to-seller',
  unit: 'FLAG',
  default: 1,
  description:
    'Whether the seller of a common product decides on a price below the floor after the operator approved it (1), or the operator alone (0).',
});

export const discountPolicies = [
  reviewDays,
  sellerReviewsAll,
  maxDays,
  belowFloorToSeller,
] as const;
