import { defineList } from '../../lib/url-state.ts';

/** What the URL of the discount list may hold. */
export const discountList = defineList({
  filters: { status: 'list', origin: 'list', ends: 'period', customer: 'text', product: 'text' },
  sorts: ['CREATED', 'ENDING'],
});

export const REVIEW = ['SYSTEM_REVIEW', 'SELLER_REVIEW', 'MANUAL_REVIEW'] as const;
export const ENDED = ['WITHDRAWN', 'EXPIRED', 'UNUSABLE', 'REVOKED'] as const;
/** States in the order of a discount's life. */
export const STATES = ['DRAFT', ...REVIEW, 'SCHEDULED', 'EFFECTIVE', 'REJECTED', ...ENDED] as const;
export const ORIGINS = ['PARTNER', 'AUTO'] as const;
/** Within how many days an end is near enough to renew. */
export const ENDING_DAYS = 14;
