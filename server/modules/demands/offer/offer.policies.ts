import { definePolicy } from '../../../platform/rules/policy.ts';

/** Inferred: the price is the seller's own, so nobody reviews it unless a site wants so. */
export const offersReviewed = definePolicy({
  key: 'demands.offers-reviewed',
  unit: 'FLAG',
  default: 0,
  description:
    "Whether operations review sellers' private offers before they take effect (1), or not (0).",
});
