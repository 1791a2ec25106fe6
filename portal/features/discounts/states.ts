export const IN_REVIEW = ['SYSTEM_REVIEW', 'SELLER_REVIEW', 'MANUAL_REVIEW'] as const;

export const ENDED = ['WITHDRAWN', 'EXPIRED', 'UNUSABLE', 'REVOKED'] as const;

export const STATES = [
  'DRAFT',
  ...IN_REVIEW,
  'SCHEDULED',
  'EFFECTIVE',
  'REJECTED',
  ...ENDED,
] as const;

/** Depths below the list price, shallow first. */
export const DEPTHS = ['UP_TO_5', 'UP_TO_10', 'UP_TO_20', 'UP_TO_30', 'OVER_30'] as const;
