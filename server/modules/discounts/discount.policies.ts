import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { addWorkingDays } from '../../platform/calendar.ts';
import { definePolicy, policyValue } from '../../platform/policy.ts';

/** Inferred: the rules name no period for a review. */
const reviewDays = definePolicy({
  key: 'discounts.review-days',
  unit: 'working days',
  default: 3,
  description:
    'Within how many working days a seller or an operator should decide on a discount; a reminder, nothing lapses.',
});

/** Inferred: until sellers grant authorizations, nobody else can say that a price is in range. */
const sellerReviewsAll = definePolicy({
  key: 'discounts.seller-reviews-all',
  unit: 'flag',
  default: 1,
  description:
    'Whether sellers review discounts of every product (1), or of common products only (0).',
});

/** When the review that begins now should be decided. */
export const reviewDue = async (em: SqlEntityManager, now: Date): Promise<Date> =>
  addWorkingDays(now, await policyValue(em, reviewDays, now));

/** Whether a price in range still goes to the seller: always for common products (domain §4.4). */
export const sellerReviews = async (
  em: SqlEntityManager,
  saleModel: string,
  now: Date,
): Promise<boolean> =>
  saleModel === 'COMMON' || (await policyValue(em, sellerReviewsAll, now)) === 1;
