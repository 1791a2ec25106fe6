/** States in which a discount waits for a review. */
export const IN_REVIEW = ['SYSTEM_REVIEW', 'SELLER_REVIEW', 'MANUAL_REVIEW'] as const;

/** States in which a discount no longer applies. */
export const ENDED = ['WITHDRAWN', 'EXPIRED', 'UNUSABLE', 'REVOKED'] as const;

/** Every state, in the order in which a discount passes through them. */
export const STATES = [
  'DRAFT',
  ...IN_REVIEW,
  'SCHEDULED',
  'EFFECTIVE',
  'REJECTED',
  ...ENDED,
] as const;
